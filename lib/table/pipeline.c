/* Several threads that decide, one that reads and writes in order. */
#include "table/job.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct pipeline {
    struct run *run;
    struct job *jobs; /* a ring */
    size_t room;
    size_t taken, decided_next, submitted; /* counts of jobs; each at most the next one */
    struct worker *workers;
    pthread_t *threads;
    size_t worker_count, thread_count;
    bool *decided; /* by place in the ring */
    bool ending;
    pthread_mutex_t lock;
    pthread_cond_t work, result;
};

struct thread_start {
    struct pipeline *pipeline;
    struct worker *worker;
};

static void *decide_jobs(void *data)
{
    struct thread_start start = *(struct thread_start *)data;
    struct pipeline *p = start.pipeline;
    free(data);
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->decided_next == p->submitted && !p->ending)
            pthread_cond_wait(&p->work, &p->lock);
        if (p->decided_next == p->submitted)
            break;
        size_t place = p->decided_next++ % p->room;
        pthread_mutex_unlock(&p->lock);
        worker_decide(start.worker, &p->jobs[place]);
        pthread_mutex_lock(&p->lock);
        p->decided[place] = true;
        pthread_cond_signal(&p->result);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static bool start_each(struct pipeline *p)
{
    for (size_t i = 0; i < p->worker_count; i++) {
        struct thread_start *start = malloc(sizeof *start);
        if (start == NULL)
            return false;
        *start = (struct thread_start){p, &p->workers[i]};
        if (pthread_create(&p->threads[i], NULL, decide_jobs, start) != 0) {
            free(start);
            return false;
        }
        p->thread_count++;
    }
    return true;
}

/* Signals go to the caller's thread: it owns the files that are to be taken away. */
static bool start_threads(struct pipeline *p)
{
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
        return false;
    bool ok = start_each(p);
    return pthread_sigmask(SIG_SETMASK, &before, NULL) == 0 && ok;
}

struct pipeline *pipeline_new(struct run *run, long threads)
{
    struct pipeline *p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    p->run = run;
    p->worker_count = threads <= 1 || run->filter->in_order ? 1 : (size_t)threads - 1;
    p->room = threads <= 1 ? 1 : 2 * p->worker_count + 1;
    p->jobs = calloc(p->room, sizeof *p->jobs);
    p->decided = calloc(p->room, sizeof *p->decided);
    p->workers = calloc(p->worker_count, sizeof *p->workers);
    p->threads = calloc(p->worker_count, sizeof *p->threads);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->result, NULL);
    bool ok = p->jobs != NULL && p->decided != NULL && p->workers != NULL && p->threads != NULL;
    for (size_t i = 0; ok && i < p->worker_count; i++)
        p->workers[i].run = run;
    if (!ok || (threads > 1 && !start_threads(p))) {
        pipeline_free(p);
        return NULL;
    }
    return p;
}

void pipeline_free(struct pipeline *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->ending = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->thread_count; i++)
        pthread_join(p->threads[i], NULL);
    for (size_t i = 0; p->workers != NULL && i < p->worker_count; i++)
        worker_free(&p->workers[i]);
    for (size_t i = 0; p->jobs != NULL && i < p->room; i++)
        job_free(&p->jobs[i]);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->result);
    free(p->jobs);
    free(p->decided);
    free(p->workers);
    free(p->threads);
    free(p);
}

/* Only the caller's thread changes `submitted` and `taken`. */
struct job *pipeline_spare(struct pipeline *p)
{
    return p->submitted - p->taken == p->room ? NULL : &p->jobs[p->submitted % p->room];
}

void pipeline_submit(struct pipeline *p)
{
    if (p->thread_count == 0) {
        worker_decide(&p->workers[0], &p->jobs[p->submitted++ % p->room]);
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->decided[p->submitted++ % p->room] = false;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
}

struct job *pipeline_take(struct pipeline *p)
{
    size_t place = p->taken % p->room;
    if (p->taken == p->submitted)
        return NULL;
    if (p->thread_count > 0) {
        pthread_mutex_lock(&p->lock);
        while (!p->decided[place])
            pthread_cond_wait(&p->result, &p->lock);
        pthread_mutex_unlock(&p->lock);
    }
    return &p->jobs[place];
}

void pipeline_done(struct pipeline *p)
{
    p->taken++;
}

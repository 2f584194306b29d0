#include "registers/handover.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* One is filled while another is looked at; the others even out what takes longer. */
#define BATCHES 4

struct handover {
    handover_look *look;
    void *data;
    struct batch batch[BATCHES]; /* a ring */
    size_t submitted, looked_at; /* counts of batches */
    bool threaded, ending;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work, room;
};

static void *look_at_all(void *data)
{
    struct handover *h = data;
    pthread_mutex_lock(&h->lock);
    for (;;) {
        while (h->looked_at == h->submitted && !h->ending)
            pthread_cond_wait(&h->work, &h->lock);
        if (h->looked_at == h->submitted)
            break;
        const size_t place = h->looked_at % BATCHES;
        pthread_mutex_unlock(&h->lock);
        h->look(h->data, &h->batch[place]);
        pthread_mutex_lock(&h->lock);
        h->looked_at++;
        pthread_cond_signal(&h->room);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

/* Signals go to the caller's thread: it owns the files that are to be taken away. */
static bool start(struct handover *h)
{
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
        return false;
    const bool ok = pthread_create(&h->thread, NULL, look_at_all, h) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

struct handover *handover_new(handover_look *look, void *data, bool threaded)
{
    struct handover *h = calloc(1, sizeof *h);
    if (h == NULL)
        return NULL;
    h->look = look;
    h->data = data;
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->work, NULL);
    pthread_cond_init(&h->room, NULL);
    h->threaded = threaded && start(h);
    return h;
}

struct batch *handover_spare(struct handover *h)
{
    if (h->threaded) {
        pthread_mutex_lock(&h->lock);
        while (h->submitted - h->looked_at == BATCHES)
            pthread_cond_wait(&h->room, &h->lock);
        pthread_mutex_unlock(&h->lock);
    }
    return &h->batch[h->submitted % BATCHES];
}

void handover_submit(struct handover *h)
{
    if (!h->threaded) {
        h->look(h->data, &h->batch[h->submitted % BATCHES]);
        return;
    }
    pthread_mutex_lock(&h->lock);
    h->submitted++;
    pthread_cond_signal(&h->work);
    pthread_mutex_unlock(&h->lock);
}

void handover_end(struct handover *h)
{
    if (h == NULL)
        return;
    if (h->threaded) {
        pthread_mutex_lock(&h->lock);
        h->ending = true;
        pthread_cond_signal(&h->work);
        pthread_mutex_unlock(&h->lock);
        pthread_join(h->thread, NULL);
    }
    for (size_t i = 0; i < BATCHES; i++)
        batch_free(&h->batch[i]);
    pthread_mutex_destroy(&h->lock);
    pthread_cond_destroy(&h->work);
    pthread_cond_destroy(&h->room);
    free(h);
}

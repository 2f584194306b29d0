# bangfu: `make` builds, `make check` sets up, builds and tests everything.

VERSION := 0.1.0

# `make install PROGRAM_PREFIX=bangfu-` installs classify as bangfu-classify, its page with it.
PREFIX         ?= /usr/local
DESTDIR        ?=
PROGRAM_PREFIX ?=

# One tree per kind of build, so that they stand side by side and none makes another stale.
# SANITIZE=0 is the same as none.
on = $(filter-out 0,$($1))
ifneq ($(call on,SANITIZE),)
    BUILD := build/asan
    KIND  := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
else ifneq ($(call on,COVERAGE),)
    BUILD := build/coverage
    KIND  := -O0 --coverage -fprofile-update=atomic
else
    BUILD := build
    KIND  := -O2
endif

# CFLAGS, CPPFLAGS and LDFLAGS are the user's, after the project's own.
WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Werror
DEFINES  := -D_GNU_SOURCE -DBANGFU_VERSION='"$(VERSION)"' -Ilib
# Programs are bound to those that they use, not to all.
LIBS     := -Wl,--as-needed -lcsv -luchardet -lnettle -lsqlite3 -lunistring -lxlsxwriter
LINK      = $(CC) -std=gnu17 $(KIND) -g -pthread $(WARNINGS) $(CFLAGS) $(LDFLAGS)
COMPILE   = $(CC) -std=gnu17 $(KIND) -g -pthread $(WARNINGS) $(DEFINES) $(CFLAGS) $(CPPFLAGS) -MMD -MP

PROGRAMS   := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
LIBRARY    := $(BUILD)/libbangfu.a
# Of letters: share/templates/refusal.html is embedded_template_refusal.
TEMPLATES  := $(wildcard share/templates/*)
EMBEDDED   := columns policy calendar regions words answers \
              $(basename $(TEMPLATES:share/templates/%=template_%))
LIB_OBJS   := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard lib/*/*.c)) \
              $(EMBEDDED:%=$(BUILD)/obj/embedded_%.o)
BINARIES   := $(PROGRAMS:%=$(BUILD)/bin/%)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
# Programs that tests of another language talk to.
PARTNERS   := $(patsubst tests/property/%.c,$(BUILD)/tests/%,$(wildcard tests/property/*.c))
BENCH      := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
LANGUAGES  := $(patsubst share/po/%.po,%,$(wildcard share/po/*.po))
CATALOGUES := $(LANGUAGES:%=$(BUILD)/share/locale/%/LC_MESSAGES/bangfu.mo)

# A make that was not told how many jobs to run takes one per processor.
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

# Says what is made; `make V=1` shows the whole commands.
Q = $(if $(V),,@echo "  $@" && )

# One word for the shell, whatever is in it.
quote = '$(subst ','\'',$1)'

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
.PHONY: FORCE all setup demo check test unit sanitized bench torture coverage install uninstall format lint po clean

all: $(BINARIES) $(CATALOGUES)

# --- building ---------------------------------------------------------------------------------

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(LIBS) $(LDLIBS)

# What objects are made with, and what the archive is made of: written only when it differs, so
# that they are made again just then. A source that is deleted leaves the archive.
$(BUILD)/settings: CONTENT = $(COMPILE) / $(LINK) $(LIBS) $(LDLIBS)
$(BUILD)/members: CONTENT = $(LIB_OBJS)
$(BUILD)/settings $(BUILD)/members: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(call quote,$(CONTENT)) | cmp -s - $@ || \
	    printf '%s\n' $(call quote,$(CONTENT)) >$@

$(LIBRARY): $(LIB_OBJS) $(BUILD)/members
	@rm -f $@
	$(Q)$(AR) rcs $@ $(LIB_OBJS)

$(BUILD)/obj/%.o: %.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

# Tables that every program carries, so that it runs with no file installed.
$(BUILD)/gen/embedded_columns.c: share/columns.csv
$(BUILD)/gen/embedded_policy.c: share/policy/default.csv
$(BUILD)/gen/embedded_calendar.c: share/calendar/cn.csv
$(BUILD)/gen/embedded_regions.c: share/regions.csv
$(BUILD)/gen/embedded_words.c: share/words.csv
$(BUILD)/gen/embedded_answers.c: share/answers.csv
$(foreach t,$(TEMPLATES),$(eval $(BUILD)/gen/embedded_template_$(basename $(notdir $t)).c: $t))
$(EMBEDDED:%=$(BUILD)/gen/embedded_%.c): scripts/embed
	@mkdir -p $(@D)
	$(Q)scripts/embed $(basename $(@F)) $(filter share/%,$^) >$@

$(BUILD)/obj/embedded_%.o: $(BUILD)/gen/embedded_%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

# Programs look for catalogues in ../share/locale, here as where they are installed.
$(BUILD)/share/locale/%/LC_MESSAGES/bangfu.mo: share/po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

# What makes calls fail is loaded into programs from outside, which sanitizers do not allow.
SHIM := $(if $(filter build,$(BUILD)),$(BUILD)/tests/shim.so)

unit: $(UNIT_TESTS) $(PARTNERS) $(SHIM)

$(BUILD)/tests/shim.so: tests/faults/shim.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -shared -fPIC -o $@ $< -ldl

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ -lcmocka $(LIBS) $(LDLIBS)

$(PARTNERS): $(BUILD)/tests/%: $(BUILD)/obj/tests/property/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(LIBS) $(LDLIBS)

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(LIBS) $(LDLIBS)

-include $(wildcard $(BUILD)/obj/*.d $(BUILD)/obj/*/*.d $(BUILD)/obj/*/*/*.d)

# --- setting up, showing, testing -------------------------------------------------------------

setup:
	@scripts/setup --tests

# What is set up first is seen by the second make, which starts afterwards.
demo:
	@scripts/setup
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@scripts/demo

check: setup
	@$(MAKE) --no-print-directory $(PARALLEL) test

# The plain and the sanitizer build, both tested; `make SANITIZE=1 test` tests that one alone.
TESTED := $(BUILD)
ifeq ($(BUILD),build)
    TESTED := build build/asan
test: sanitized
endif
test: all unit
	@tests/run $(TESTED)

sanitized:
	@$(MAKE) --no-print-directory SANITIZE=1 all unit

lint:
	@tests/run -k lint

bench: all $(BENCH)
	@tests/bench/run $(BUILD)/bin $(BUILD)/bench

# The ledger under kills, full disks, many writers and tampering, longer than `make check` takes.
torture: all unit
	@tests/torture/run $(BUILD)

# Old counts go first: they add up from run to run.
COVERED = build/coverage/coverage.json
coverage:
	@$(MAKE) --no-print-directory $(PARALLEL) COVERAGE=1 all unit
	@find build/coverage -name '*.gcda' -delete
	@tests/run -k unit -k cli build/coverage
	@gcovr --root . --filter lib/base/ --filter lib/rules/ --exclude-unreachable-branches \
	    --json $(COVERED) build/coverage
	@gcovr --root . --add-tracefile $(COVERED)
	@gcovr --root . --add-tracefile $(COVERED) --branches
	@echo 'lib/rules, where every branch must be taken:'
	@gcovr --root . --add-tracefile $(COVERED) --filter lib/rules/ --fail-under-branch 100 \
	    --print-summary --output build/coverage/rules.txt

format:
	find cmd lib tests -name '*.[ch]' -exec clang-format -i {} +

# New messages come in untranslated and unused ones go; the lint asks for the translations.
# A new language begins with `msginit -i build/bangfu.pot -l LANGUAGE -o share/po/LANGUAGE.po`.
po:
	@mkdir -p build
	scripts/messages >build/bangfu.pot
	@for po in share/po/*.po; do \
	    msgmerge --quiet --update --backup=none --no-fuzzy-matching $$po build/bangfu.pot && \
	    msgattrib --no-obsolete -o $$po $$po && msgfmt --statistics -o /dev/null $$po || exit; \
	done

clean:
	rm -rf build

# --- installing -------------------------------------------------------------------------------

# Programs of the shell are installed from scripts, and run those installed with them. Pages of
# programs take the program's prefix; the other pages keep their names.
SCRIPTS := monthly-report
PAGES  := $(filter-out $(PROGRAMS:=.1) $(SCRIPTS:=.1),$(notdir $(wildcard man/*.[1-9])))
SHARED := $(shell find share -path share/po -prune -o -type f -printf '%P\n' | sort)

# Folders may have any characters in their names: the shell sees them in variables only.
FOLDERS = set -e; prefix=$(call quote,$(PREFIX)); top=$(call quote,$(DESTDIR))$$prefix; \
    bin=$$top/bin man=$$top/share/man data=$$top/share/bangfu locale=$$top/share/locale; \
    named=$(call quote,$(PROGRAM_PREFIX))

# The pages name the folder under /usr/local; installed, they name the real one, and so do the
# examples for cron and systemd, which name the prefix, too.
install: all
	@$(FOLDERS); \
	real=$$(printf '%s' "$$prefix" | sed 's/[&|\\]/\\&/g'); \
	put() { echo "$$3"; install -D -m "$$1" "$$2" "$$3"; }; \
	page() { put 644 "man/$$1" "$$2"; sed -i "s|/usr/local|$$real|g" "$$2"; }; \
	for p in $(PROGRAMS); do \
	    put 755 $(BUILD)/bin/$$p "$$bin/$$named$$p"; \
	    page $$p.1 "$$man/man1/$$named$$p.1"; \
	done; \
	for p in $(SCRIPTS); do \
	    put 755 scripts/$$p "$$bin/$$named$$p"; \
	    page $$p.1 "$$man/man1/$$named$$p.1"; \
	done; \
	for f in $(PAGES); do page $$f "$$man/man$${f##*.}/$$f"; done; \
	for l in $(LANGUAGES:%=%/LC_MESSAGES/bangfu.mo); do \
	    put 644 $(BUILD)/share/locale/$$l "$$locale/$$l"; \
	done; \
	for f in $(SHARED); do put 644 share/$$f "$$data/$$f"; done; \
	sign=$$(printf '%s' "$$named" | sed 's/[&|\\]/\\&/g'); \
	sed -i "s|/usr/local|$$real|g; s|\([ :/]\)\(monthly-report[ (]\)|\1$$sign\2|g" \
	    "$$data"/examples/*monthly-report.*

# What others have put into the folders stays there.
uninstall:
	@$(FOLDERS); \
	drop() { echo "rm $$1"; rm -f "$$1"; }; \
	for p in $(PROGRAMS) $(SCRIPTS); do drop "$$bin/$$named$$p"; drop "$$man/man1/$$named$$p.1"; done; \
	for f in $(PAGES); do drop "$$man/man$${f##*.}/$$f"; done; \
	for l in $(LANGUAGES:%=%/LC_MESSAGES/bangfu.mo); do drop "$$locale/$$l"; done; \
	for f in $(SHARED); do drop "$$data/$$f"; done; \
	[ ! -d "$$data" ] || find "$$data" -depth -type d -empty -delete

# The front door. Meson builds; this only says what people type.
.PHONY: all run test check bench fuzz clean

all: build/build.ninja
	@ninja -C build

# Folders change when a table or a unit test is added, which meson looks for only when it configures.
build/build.ninja: meson.build $(shell find data test/unit -type d)
	@if [ -f $@ ]; then meson setup --reconfigure build; else meson setup build; fi >/dev/null

run:
	@./run

test: all
	@ninja -C build unit >/dev/null && DEMARCHE_KB=build/kb.dem DEMARCHE_SYNTAX=build/syntax.dem build/unit
	@python3 test/corpus/run.py

check:
	@./check

bench: all
	@python3 bench/bench.py

# Free running; gates nothing. Stop with ctrl-C; what it finds stays in test/fuzz/found/.
fuzz:
	@test/fuzz/free.sh

clean:
	rm -rf build build-*

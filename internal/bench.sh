#!/bin/sh
# bench.sh GONGKAI SHARED: pages per second of `gongkai extract`, with one worker,
# against `pdftotext -layout` over the same files, each started as people would
# start it; and the most memory that any gongkai process took.
set -eu
gongkai=$1 shared=$2
command -v pdftotext >/dev/null || { echo "pdftotext is not installed (apt: poppler-utils): no comparison"; exit 0; }
[ -d "$shared/pdf" ] || { echo "no $shared/pdf here: no comparison"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rounds=${ROUNDS:-25}

# The real reports and the samples with ruled tables, several copies of each so
# that starting is not what is measured.
for f in "$shared"/corpus/*.pdf "$shared"/pdf/chromium-wqy.pdf "$shared"/pdf/lodocx-*.pdf "$shared"/pdf/weasy-uming.pdf "$shared"/pdf/wkhtml-uming.pdf; do
	mkdir -p "$work/in"
	for i in $(seq "$rounds"); do
		cp "$f" "$work/in/$(basename "$f" .pdf)-$i.pdf"
	done
done
pages=0
for f in "$work"/in/*-1.pdf; do
	n=$(pdfinfo "$f" | awk '/^Pages:/ {print $2}')
	pages=$((pages + n * rounds))
done

# measured runs a command and leaves the most memory that it, or a process that
# it started, took: a worker is a child of gongkai's, which waits for it.
measured() {
	if [ -x /usr/bin/time ]; then /usr/bin/time -f %M -o "$work/peak" "$@"; else "$@"; fi
}

# now prints seconds since some moment
now() { awk '{print $1}' /proc/uptime; }

"$gongkai" extract -q -j 1 "$work"/in/*-1.pdf >/dev/null # warm the caches of both
for f in "$work"/in/*-1.pdf; do pdftotext -layout "$f" - >/dev/null; done

a=$(now)
for f in "$work"/in/*.pdf; do pdftotext -layout "$f" "$work/out.txt"; done
b=$(now)
measured taskset -c 0 "$gongkai" extract -q -j 1 "$work/in" >"$work/out.jsonl"
c=$(now)
records=$(grep -c '"schema":"gongkai.record/1"' "$work/out.jsonl" || true)
awk -v p="$pages" -v a="$a" -v b="$b" -v c="$c" -v r="$records" 'BEGIN {
	t = b - a; g = c - b
	printf "%d pages, %d records\npdftotext -layout  %8.0f pages/s\ngongkai extract    %8.0f pages/s\nratio              %8.1f\n", p, r, p / t, p / g, t / g
}'
if [ -s "$work/peak" ]; then
	awk '{printf "peak memory        %8.0f MB, of the largest gongkai process\n", $1 / 1024}' "$work/peak"
else
	echo "peak memory        not measured: /usr/bin/time is not installed (apt: time)"
fi

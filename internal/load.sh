#!/bin/sh
# load.sh GONGKAI N: gongkai over N generated documents of mixed media, 2 % of them
# damaged or hostile, with files of corpus/ among them (in a temporary folder; TMPDIR
# says where: 100,000 take some 11 GB). Runs it with one worker and with four, kills
# a third run at some moment and starts it again, and checks that each document has
# one line and that all three agree to the byte.
set -eu
gongkai=$(realpath "$1") n=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/in"
go run ./internal/load "$work/in" "$n" corpus/*/source.pdf corpus/*/source.html

now() { awk '{print $1}' /proc/uptime; }

# run WORKERS OUT: documents per second, and the most memory that one process and all of them took
run() {
	a=$(now)
	"$gongkai" extract -q --workers "$1" --out "$work/$2" "$work/in" &
	pid=$! one=0 all=0
	while kill -0 $pid 2>/dev/null; do
		set -- "$1" "$2" $(ps -o rss= --ppid $pid -p $pid 2>/dev/null | awk '{s += $1; if ($1 > m) m = $1} END {print m+0, s+0}')
		[ "$3" -gt "$one" ] && one=$3
		[ "$4" -gt "$all" ] && all=$4
		sleep 0.2
	done
	wait $pid || [ $? = 3 ] # some documents failed, as they should
	awk -v a="$a" -v b="$(now)" -v n="$n" -v w="$1" -v one="$one" -v all="$all" 'BEGIN {
		printf "workers %d: %.0f s, %.0f documents/s, peak memory %.0f MB in one process, %.0f MB in all\n", w, b-a, n/(b-a), one/1024, all/1024}'
}

run 1 one
run 4 four
diff -r "$work/one" "$work/four" >/dev/null || { echo "one worker and four wrote different folders" >&2; exit 1; }
echo "one worker and four: the same bytes"

"$gongkai" extract -q --out "$work/killed" "$work/in" &
pid=$!
sleep "$(awk -v n="$n" 'BEGIN {print n / 4000 + 1}')"
pkill -9 -P $pid 2>/dev/null || true
kill -9 $pid 2>/dev/null || true
wait $pid || true
"$gongkai" extract -q --out "$work/killed" "$work/in" || [ $? = 3 ]
diff -r "$work/one" "$work/killed" >/dev/null || { echo "a killed run, continued, wrote a different folder" >&2; exit 1; }
echo "killed and continued: the same bytes"

cat "$work"/one/records-*.jsonl | awk -v n="$n" '
	/^\{"schema":"gongkai.record\/1"/ {r++}
	/^\{"schema":"gongkai.failure\/1"/ {f++}
	match($0, /"path":"[^"]*"/) {seen[substr($0, RSTART, RLENGTH)]++}
	END {
		for (p in seen) { k++; if (seen[p] > 1) twice++ }
		printf "%d documents, %d records, %d failures, %d named, %d named twice\n", n, r, f, k, twice
		exit !(r + f == n && k == n && !twice)
	}'

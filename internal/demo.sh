#!/bin/sh
# demo.sh GONGKAI FOLDER: what the tool makes of a folder of reports.
set -u
gongkai=$1 folder=$2
first=$(find "$folder" -name 'source.*' | sort | head -n 1)
[ -n "$first" ] || { echo "no documents under $folder" >&2; exit 1; }

echo "One report, as it was read: gongkai match $first"
echo
"$gongkai" match "$first"
echo
echo "Every document: gongkai extract --summary $folder"
echo
"$gongkai" extract --quiet --summary "$folder"
echo
echo "What a reviewer would find: gongkai check $folder"
echo
"$gongkai" check --quiet "$folder"
status=$?
# findings (1) and documents that are meant to fail (3) are what the demo shows
[ "$status" -le 1 ] || [ "$status" -eq 3 ]

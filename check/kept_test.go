package check

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

func TestWhatIsKeptOfARecord(t *testing.T) {
	number := func(s string) record.Number {
		n, err := record.ParseNumber(s)
		require.NoError(t, err)
		return n
	}
	e := example{}
	r := e.record(t)
	for i, v := range []string{"-8", "24252.311082", "0", "1234567890123"} {
		r.Cells[i].Value, r.Cells[i].At = number(v), []string{"p3 t2 r14 c5", "", "l52", "t1 r2 c3"}[i]
	}
	for i, s := range states {
		if r.Cells[10+i].State = s; s != record.Printed && s != record.Annotated && s != record.Inferred {
			r.Cells[10+i].Value = record.Number{}
		}
		if s == record.Absent {
			r.Cells[10+i].At = ""
		}
	}
	r.Cells = append(r.Cells[:40], r.Cells[41:]...) // a cell that the record lacks
	packed := pack(r)
	require.Less(t, len(packed), 16*len(r.Cells)) // a cell is six times as large
	want := append([]record.Cell(nil), r.Cells...)
	for i := range want {
		if want[i].Raw = ""; want[i].State == record.Absent {
			want[i].At = "" // nothing is printed
		}
	}
	require.Equal(t, want, unpack(r, packed))

	r.Claims, r.Unmapped = []record.Claim{{}}, []record.Unmapped{{}}
	var k Kept
	k.Add(r)
	require.Len(t, r.Cells, 1)
	require.Equal(t, record.Unreadable, r.Cells[0].State)
	require.Empty(t, r.Claims)
	require.Empty(t, r.Unmapped)
	k.Set(Options{})
	require.Len(t, r.Cells, 1)

	s := e.record(t) // cells of a form that another version has stay whole
	s.Cells[0].Path = "proactive.another"
	k.Add(s)
	require.Len(t, s.Cells, len(want)+1)
}

package medium

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/doc"
)

// TestDOCFields: of a field its result is shown; what one draws without a result
// is said to be left out; marks that do not match are an error.
func TestDOCFields(t *testing.T) {
	text := func(s string) doc.Run { return doc.Run{Kind: doc.Text, Text: []byte(s)} }
	begin, result, end := doc.Run{Kind: doc.FieldBegin}, doc.Run{Kind: doc.FieldResult}, doc.Run{Kind: doc.FieldEnd}
	for name, c := range map[string]struct {
		runs  []doc.Run
		want  string
		notes int
		fails bool
	}{
		"a result":             {[]doc.Run{text("1"), begin, text(" =SUM(A1) "), result, text("2"), end, text("3")}, "123", 0, false},
		"one in another":       {[]doc.Run{begin, text(" IF "), begin, text(" PAGE "), result, text("9"), end, text("=1"), result, text("2"), end}, "2", 0, false},
		"an entry of an index": {[]doc.Run{text("1"), begin, text(` XE "a" `), end, text("2")}, "12", 0, false},
		"a fraction":           {[]doc.Run{text("1"), begin, text(` EQ \f(1,2) `), end, text("2")}, "12", 1, false},
		"a symbol":             {[]doc.Run{begin, text(` symbol 163 \f "Wingdings 2" `), end, text("2")}, "2", 1, false},
		"no end":               {[]doc.Run{begin, text(" PAGE ")}, "", 0, true},
		"no beginning":         {[]doc.Run{text("1"), end}, "", 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := &oldWord{wordFlow: wordFlow{flow: flow{budget: &budget{ctx: context.Background(), lim: DefaultLimits}}}}
			err := w.apart(func() error {
				for i := range c.runs {
					if err := w.writeRun(&c.runs[i]); err != nil {
						return err
					}
				}
				return nil
			})
			require.Equal(t, c.fails, err != nil)
			if !c.fails {
				require.Equal(t, c.want, string(w.buf))
				require.Len(t, w.notes, c.notes)
			}
		})
	}
}

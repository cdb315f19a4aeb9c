package emit

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is how many rows Parquet writes at once: it bounds the memory.
const rowGroup = 20_000

// parquetSink writes a Parquet file a table: text as strings, whole numbers of
// the report and quality variables as int64, figures and rates as double; every
// column may be null.
type parquetSink struct {
	files map[string]*parquetFile
	names []string
}

type parquetFile struct {
	f    *os.File
	w    *parquet.GenericWriter[any]
	rows [1]parquet.Row
	n    int
	max  int
}

func openParquet(dir string, x *export) (sink, error) {
	s := &parquetSink{files: map[string]*parquetFile{}}
	for _, t := range x.tables {
		if t.Name == "sections" {
			continue
		}
		f, err := os.Create(filepath.Join(dir, t.Name+".parquet"))
		if err != nil {
			return nil, err
		}
		w := parquet.NewGenericWriter[any](f, parquetSchema(t), parquet.Compression(&parquet.Zstd), parquet.CreatedBy("gongkai", "", ""))
		s.files[t.Name] = &parquetFile{f: f, w: w, max: max(1000, rowGroup*20/len(t.Variables))}
		s.names = append(s.names, t.Name+".parquet")
	}
	return s, nil
}

// parquetSchema makes the schema through a struct type, which keeps the order of
// the columns.
func parquetSchema(t *Table) *parquet.Schema {
	var fields []reflect.StructField
	for i, v := range t.Variables {
		f := reflect.StructField{Name: "F" + strconv.Itoa(i), Tag: reflect.StructTag(`parquet:"` + v.Name + `,optional"`)}
		switch v.Type {
		case Number:
			f.Type = reflect.TypeFor[float64]()
		case Int, Year:
			f.Type = reflect.TypeFor[int64]()
		default:
			f.Type = reflect.TypeFor[string]()
			f.Tag = reflect.StructTag(`parquet:"` + v.Name + `,optional,dict"`)
		}
		fields = append(fields, f)
	}
	return parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface())
}

func (s *parquetSink) row(t *Table, row []Value) error {
	p := s.files[t.Name]
	if p == nil {
		return nil
	}
	out := p.rows[0][:0]
	for i, v := range row {
		switch {
		case v.kind == missing:
			out = append(out, parquet.NullValue().Level(0, 0, i))
		case v.kind == isText:
			out = append(out, parquet.ByteArrayValue([]byte(v.text)).Level(0, 1, i))
		case t.Variables[i].Type == Number:
			out = append(out, parquet.DoubleValue(v.Float()).Level(0, 1, i))
		default:
			n, _ := v.Int64() // ids, years and counts are whole
			out = append(out, parquet.Int64Value(n).Level(0, 1, i))
		}
	}
	p.rows[0] = out
	if _, err := p.w.WriteRows(p.rows[:]); err != nil {
		return err
	}
	if p.n++; p.n%p.max == 0 {
		return p.w.Flush()
	}
	return nil
}

func (s *parquetSink) close() ([]string, error) {
	var first error
	for _, p := range s.files {
		for _, err := range []error{p.w.Close(), p.f.Close()} {
			if first == nil {
				first = err
			}
		}
	}
	return s.names, first
}

// Load writes a folder of generated reports of mixed media for a load test, two
// in a hundred of them damaged or hostile:
//
//	go run ./internal/load DIR N [FILE…]
//
// FILE… are documents to mix in, one in a hundred, each copy with a content of
// its own. The same arguments write the same files. internal/load.sh runs
// gongkai over such a folder and accounts for each document.
package main

import (
	"bytes"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"gongkai/internal/sample"
)

// perFolder keeps folders small enough to be listed.
const perFolder = 1000

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: load DIR N [FILE…]")
	}
	n, err := strconv.Atoi(os.Args[2])
	if err != nil || n < 1 {
		log.Fatalf("load: %q is no number of documents", os.Args[2])
	}
	if err := write(os.Args[1], n, os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func write(dir string, n int, files []string) error {
	var mixed []document
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		mixed = append(mixed, document{filepath.Ext(f), data})
	}
	for i := 0; i < n; i += perFolder {
		if err := os.MkdirAll(folder(dir, i), 0o777); err != nil {
			return err
		}
	}
	errs := make([]error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for k := range errs {
		wg.Go(func() {
			for i := k; i < n && errs[k] == nil; i += len(errs) {
				d := makeDocument(i, mixed)
				errs[k] = os.WriteFile(filepath.Join(folder(dir, i), fmt.Sprintf("%06d%s", i, d.ext)), d.data, 0o666)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func folder(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("%03d", i/perFolder)) }

// document is a file's content and the ending of its name.
type document struct {
	ext  string
	data []byte
}

// makeDocument makes document i: half of them pages, the rest text, markdown and
// Word files, one in a hundred of those given, one in fifty spoilt.
func makeDocument(i int, mixed []document) document {
	if i%50 == 49 {
		return spoilt(i)
	}
	if len(mixed) > 0 && i%100 == 50 {
		d := mixed[i/100%len(mixed)]
		return document{d.ext, fmt.Appendf(bytes.Clone(d.data), "\n%% %d\n", i)}
	}
	medium := [...]string{"html", "text", "html", "docx", "html", "markdown", "html", "doc"}[i%8]
	ext := map[string]string{"html": ".html", "text": ".txt", "docx": ".docx", "doc": ".doc", "markdown": ".md"}[medium]
	return document{ext, sample.New(uint64(i), sample.Options{}).Write(medium)}
}

// spoilt makes a damaged or hostile document.
func spoilt(i int) document {
	rng := rand.New(rand.NewPCG(uint64(i), 1))
	medium := sample.Media[i/50%len(sample.Media)]
	data := sample.New(uint64(i), sample.Options{}).Write(medium)
	tag := strconv.Itoa(i) // no two are the same
	switch i / 50 % 8 {
	case 0:
		return document{".docx", data[:rng.IntN(len(data))]}
	case 1:
		for range 1 + len(data)/200 {
			data[rng.IntN(len(data))] = byte(rng.Uint32())
		}
		return document{".html", data}
	case 2:
		for k := range data {
			data[k] = byte(rng.Uint32())
		}
		return document{".pdf", data}
	case 3:
		return document{".html", []byte("<html>" + strings.Repeat("<div><table><tr><td>", 20000) + tag)}
	case 4:
		return document{".html", []byte(`<table><tr><td colspan=2000000000 rowspan=2000000000>` + tag + `</table>`)}
	case 5:
		return document{".html", []byte("<html><title>" + tag + "</title><form><input type=password></form></html>")}
	case 6:
		return document{".txt", []byte(strings.Repeat(tag+"\t0\t1\n", 30000))}
	}
	return document{".pdf", []byte("%PDF-1.7\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count " + tag + ">>endobj\ntrailer<</Root 1 0 R>>")}
}

package medium_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"gongkai/extract/medium"
)

// shared reads a file of the corpus beside the repository.
func shared(tb testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpus", name))
	if os.IsNotExist(err) {
		tb.Skip("../shared/corpus is not there: it is no part of the repository")
	}
	require.NoError(tb, err)
	return data
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{
		"xigong-scjg-2023.txt", "pingtan-2021-pagetxt.txt", "shanghai-kewei-2024.md", "shanghai-office-2019.html",
		"pingtan-2019.html", "pingtan-2021.html", "pingtan-2023.html", "template-docx-2021.docx",
	} {
		b.Run(name, func(b *testing.B) {
			data := shared(b, name)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := medium.Read(context.Background(), data, medium.DefaultLimits); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCorpus reads the text and HTML documents of the corpus, the share of
// this package in the documents that a core must do in a second.
func BenchmarkCorpus(b *testing.B) {
	shared(b, "README.md")
	var docs [][]byte
	size := 0
	for _, pattern := range []string{"*.txt", "*.html"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", pattern))
		require.NoError(b, err)
		for _, name := range files {
			docs = append(docs, shared(b, filepath.Base(name)))
			size += len(docs[len(docs)-1])
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range docs {
			if _, err := medium.Read(context.Background(), data, medium.DefaultLimits); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkNetTokenizer is what x/net/html needs for tags alone.
func BenchmarkNetTokenizer(b *testing.B) {
	data := shared(b, "pingtan-2021.html")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		z := html.NewTokenizer(bytes.NewReader(data))
		for t := z.Next(); t != html.ErrorToken; t = z.Next() {
			if t == html.StartTagToken {
				_, more := z.TagName()
				for more {
					_, _, more = z.TagAttr()
				}
			}
		}
	}
}

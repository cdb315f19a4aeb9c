package narrative

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDump(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("DUMP"))
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		gen := "2021"
		sec := "overview"
		src := strings.ReplaceAll(l, `\n`, "\n")
		r := full(gen, sec, src)
		if strings.HasPrefix(l, "@region ") {
			r.Report.Scope = "region"
			r.Sections[0].Text = src[8:]
		}
		if strings.HasPrefix(l, "@2019 ") {
			r = full("2019", sec, src[6:])
		}
		f, _, _ := Check(r)
		fmt.Println(l)
		fmt.Println("     => ", claimsOf(r))
		for _, x := range f {
			if x.Rule != "N01" && x.Rule != "N04" {
				fmt.Println("     !! ", x.Rule, x.Message)
			}
		}
	}
}

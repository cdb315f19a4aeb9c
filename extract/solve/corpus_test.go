package solve

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The crawler's texts of shared/corpus, in which every cell border is lost,
// cut into rows by hand: by their labels, which are not this package's matter.

var (
	rowKeys2021 = strings.Fields(`new_received carried_in granted partial refused_state_secret refused_prohibited_by_law refused_security_stability refused_third_party refused_internal_affairs
		refused_process_info refused_enforcement_file refused_admin_query unable_not_held unable_needs_creation unable_unclear unprocessed_petition unprocessed_repeat unprocessed_publication
		unprocessed_excessive unprocessed_reissue other_no_correction other_fee_unpaid other_other processed_total carried_out`)
	rowKeys2019 = strings.Fields(`new_received carried_in granted partial refused_state_secret refused_prohibited_by_law refused_security_stability refused_third_party refused_internal_affairs
		refused_process_info refused_enforcement_file refused_admin_query unable_not_held unable_needs_creation unable_unclear unprocessed_petition unprocessed_repeat unprocessed_publication
		unprocessed_excessive unprocessed_reissue other processed_total carried_out`)
	colKeys = strings.Fields("natural_person commercial_enterprise research_institution public_welfare_org legal_service_org other_org total")

	labels = strings.Fields(`本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 （一）予以公开 不计其他情形） 属于国家秘密 其他法律行政法规禁止公开 危及“三安全一稳定” 保护第三方合法权益 属于三类内部事务信息 属于四类过程性信息 属于行政执法案卷
		属于行政查询事项 本机关不掌握相关政府信息 没有现成信息需要另行制作 补正后申请内容仍不明确 信访举报投诉类申请 重复申请 要求提供公开出版物 无正当理由大量反复申请 要求行政机关确认或重新出具已获取信息`)
	labels2021 = append(append([]string{}, labels...), "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "（七）总计", "结转下年度继续办理")
	labels2019 = append(append([]string{}, labels...), "（六）其他处理", "（七）总计", "结转下年度继续办理")
)

// fusedRun reads the digits at the start of s; a space between two digits cuts
// nothing, because the crawler put some and left others out. Digits before a
// full stop are the next label's.
func fusedRun(s string) Run {
	m := regexp.MustCompile(`^[0-9 ]+`).FindString(s)
	digits := strings.ReplaceAll(m, " ", "")
	r := Run{Digits: digits, Gaps: make([]Gap, len(digits)-1)}
	if strings.HasPrefix(s[len(m):], ".") {
		r.Tail = 1
	}
	return r
}

func fusedProblem(t *testing.T, year string) (Problem, []string) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus")
	text, err := os.ReadFile(filepath.Join(dir, "pingtan-"+year+"-pagetxt.txt"))
	if err != nil {
		t.Skip("../shared is not here: ", err)
	}
	keys, words := rowKeys2021, labels2021
	if year == "2019" {
		keys, words = rowKeys2019, labels2019
	}
	var p Problem
	var paths []string
	_, rest, ok := strings.Cut(string(text), "申请人情况")
	require.True(t, ok)
	for i, w := range words {
		at := strings.Index(rest, w)
		require.GreaterOrEqual(t, at, 0, w)
		rest = rest[at+len(w):]
		row := []int{}
		for _, c := range colKeys {
			row = append(row, len(p.Cells))
			p.Cells = append(p.Cells, Cell{Kind: Open})
			paths = append(paths, "requests."+keys[i]+"."+c)
		}
		p.Groups = append(p.Groups, Group{Rows: [][]int{row}, Runs: []Run{fusedRun(strings.TrimLeft(rest, " "))}})
	}
	p.Equations = requestEquations(len(keys))
	_, rest, ok = strings.Cut(rest, "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计")
	require.True(t, ok)
	row := []int{}
	for _, b := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		k := len(p.Cells)
		for _, c := range strings.Fields("upheld corrected other pending total") {
			row = append(row, len(p.Cells))
			p.Cells = append(p.Cells, Cell{Kind: Open})
			paths = append(paths, "disputes."+b+"."+c)
		}
		p.Equations = append(p.Equations, Equation{ID: "T04", Left: []int{k, k + 1, k + 2, k + 3}, Right: []int{k + 4}})
	}
	p.Groups = append(p.Groups, Group{Rows: [][]int{row}, Runs: []Run{fusedRun(rest)}})
	return p, paths
}

// requestEquations binds section three's table of n rows and seven columns,
// its first cell being cell 0.
func requestEquations(n int) []Equation {
	var eqs []Equation
	for r := range n {
		k := 7 * r
		eqs = append(eqs, Equation{ID: "T01", Left: []int{k, k + 1, k + 2, k + 3, k + 4, k + 5}, Right: []int{k + 6}})
	}
	for c := range 7 {
		eqs = append(eqs, Equation{ID: "T02", Left: []int{c, 7 + c}, Right: []int{7*(n-2) + c, 7*(n-1) + c}})
		e := Equation{ID: "T03", Right: []int{7*(n-2) + c}}
		for r := 2; r < n-2; r++ {
			e.Left = append(e.Left, 7*r+c)
		}
		eqs = append(eqs, e)
	}
	return eqs
}

func TestCorpus(t *testing.T) {
	for _, year := range []string{"2019", "2021", "2023"} {
		t.Run(year, func(t *testing.T) {
			p, paths := fusedProblem(t, year)
			raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpus", "pingtan-"+year+"-pagetxt.gold.json"))
			require.NoError(t, err)
			var gold struct{ Values map[string]*json.Number }
			require.NoError(t, json.Unmarshal(raw, &gold))
			a := Solve(context.Background(), p)
			require.False(t, a.Exhausted)
			decided := 0
			for _, d := range a.Cells {
				want := gold.Values[paths[d.Cell]].String()
				if d.Decided {
					decided++
					require.Equal(t, want, text(d.Value), paths[d.Cell])
				} else {
					t.Log(paths[d.Cell], "want", want, "candidates", d.Candidates)
					require.Contains(t, d.Candidates, want)
				}
			}
			t.Log(decided, "of", len(a.Cells), "decided")
		})
	}
}

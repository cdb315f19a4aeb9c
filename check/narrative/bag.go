package narrative

import "slices"

// bag is what the words on one side of a number say, their order forgotten but
// for the last thing named: in Chinese that is the thing that is counted.
type bag struct {
	noun       string // the last thing named
	request    bool
	weak       bool // "application" only, of what the context must say
	disputes   []string
	results    []string
	outcomes   []string
	applicants []string
	channels   []string
	verbs      [nVerbs]bool
	marks      [nMarks]bool
	years      []int64
	months     []int64
	gap        int  // characters of no known word after the first thing said
	lead       int  // and before it
	semantic   bool // something is said at all
	order      []token

	plainRequest      bool // requests by name, not "disclosed on request"
	foreign           bool // the last thing named is not of the tables
	proactive         bool // it is information disclosed proactively
	review            bool // the organ decides the disputes, it is no party to them
	paraphrased       bool // an outcome is not named as the form names it
	respectivelyFirst bool // before anything is said
	joined            bool // words after the number were added
	listsRequest      bool // a request is one item of a list
	endsWithEtcetera  bool
}

// The verbs and marks that the code asks for, by the names of words.yaml.
const (
	vReceive = iota
	vNew
	vHandle
	vFinish
	vCarryIn
	vCarryOut
	vCarry
	vIssue
	vRepeal
	vInForce
	vDisclose
	vDecide
	vCase
	vCollect
	vBill
	vNotice
	vWaive
	nVerbs
)

const (
	mAmong = iota
	mIncluding
	mPlus
	mMinus
	mAlso
	mAnd
	mEach
	mRespectively
	mEvery
	mEtcetera
	mAll
	mNone
	mNoneIssued
	mNoneRepealed
	mNotNone
	mZero
	mCompare
	mHistory
	mCumulative
	mPeriod
	mPlan
	mLastYear
	mNextYear
	mThisYear
	mWhole
	mOwn
	mPart
	mApproximate
	mApproximateAfter
	mAssist
	mExtended
	mShare
	mRate
	mOrdinal
	mDisclosure
	mBecause
	mUnrelated
	mAmend
	mDenied
	mOtherKind
	mSum
	mNeutral
	nMarks
)

var verbNames = map[string]uint8{"receive": vReceive, "new": vNew, "handle": vHandle, "finish": vFinish, "carry_in": vCarryIn, "carry_out": vCarryOut,
	"carry": vCarry, "issue": vIssue, "repeal": vRepeal, "in_force": vInForce, "disclose": vDisclose, "decide": vDecide, "case": vCase,
	"collect": vCollect, "bill": vBill, "notice": vNotice, "waive": vWaive}

var markNames = map[string]uint8{"among": mAmong, "including": mIncluding, "plus": mPlus, "minus": mMinus, "also": mAlso, "and": mAnd, "each": mEach,
	"respectively": mRespectively, "every": mEvery, "etcetera": mEtcetera, "all": mAll, "none": mNone, "none_issued": mNoneIssued, "none_repealed": mNoneRepealed, "not_none": mNotNone, "zero": mZero,
	"compare": mCompare, "history": mHistory, "cumulative": mCumulative, "period": mPeriod, "plan": mPlan, "last_year": mLastYear,
	"next_year": mNextYear, "this_year": mThisYear, "whole": mWhole, "own": mOwn, "part": mPart, "approximate": mApproximate,
	"approximate_after": mApproximateAfter, "assist": mAssist, "extended": mExtended, "share": mShare, "rate": mRate, "ordinal": mOrdinal, "disclosure": mDisclosure,
	"because": mBecause, "unrelated": mUnrelated, "amend": mAmend, "denied": mDenied, "other_kind": mOtherKind, "sum": mSum, "neutral": mNeutral}

// put adds one word.
func (b *bag) put(k *token) {
	if b.semantic {
		b.gap += int(k.gap)
	} else {
		b.lead += int(k.gap)
	}
	said := true
	b.endsWithEtcetera = false
	if n := len(b.order); n > 0 && k.gap > 0 && k.kind != mark && b.order[n-1].adjective() { // "other" of something that no word of ours names
		b.order = b.order[:n-1]
		b.outcomes, b.results = without(b.outcomes, "rest"), without(b.results, "other")
	}
	switch k.kind {
	case noun:
		if k.name == "matter" && k.gap == 0 && !b.foreign && isCase(b.noun) {
			said = false
			break
		}
		b.noun = k.name
		b.foreign = k.name == "foreign" || k.name == "counted" || k.name == "matter" || k.name == "proactive" || b.foreign && k.name == "application"
		b.proactive = k.name == "proactive"
		switch k.name {
		case "request":
			b.request, b.plainRequest = true, true
		case "on_request":
			b.request = true
		case "application":
			b.weak = true
		case "reconsideration", "litigation":
			b.disputes = add(b.disputes, k.name)
		case "review":
			b.noun, b.review = "reconsideration", true
			b.disputes = add(b.disputes, b.noun)
		}
	case verb:
		b.verbs[k.id] = true
	case outcome:
		b.foreign = false
		b.outcomes = add(b.outcomes, k.name)
		b.paraphrased = b.paraphrased || k.paraphrase
	case applicant:
		b.foreign = false
		b.applicants = add(b.applicants, k.name)
	case channel:
		b.channels = add(b.channels, k.name)
	case year:
		n, _ := k.value.Int64()
		b.years = append(b.years, n)
		said = false
	case month:
		n, _ := k.value.Int64()
		b.months = append(b.months, n)
		said = false
	case mark:
		b.marks[k.id] = true
		b.respectivelyFirst = b.respectivelyFirst || k.id == mRespectively && !b.semantic
		b.endsWithEtcetera = k.id == mEtcetera
		said = false
	case result:
	default:
		said = false
	}
	if k.result != "" {
		b.foreign = false
		if k.result == "direct" || k.result == "after" {
			b.disputes = add(b.disputes, k.result)
			b.noun = "litigation"
		} else {
			b.results = add(b.results, k.result)
		}
	}
	if said {
		b.order = append(b.order, *k)
		b.semantic = true
	}
}

// adjective reports whether the word is the bare "other", which may stand before
// what it is said of.
func (k *token) adjective() bool { return k.kind == outcome && k.name == "rest" && k.to-k.from == 2 }

// without removes one string.
func without(list []string, s string) []string {
	return slices.DeleteFunc(list, func(q string) bool { return q == s })
}

// isCase reports whether a noun is a request or a dispute.
func isCase(noun string) bool {
	return noun == "request" || noun == "on_request" || noun == "reconsideration" || noun == "litigation"
}

// reset empties the bag and keeps its memory.
func (b *bag) reset() {
	*b = bag{disputes: b.disputes[:0], results: b.results[:0], outcomes: b.outcomes[:0], applicants: b.applicants[:0], channels: b.channels[:0],
		years: b.years[:0], months: b.months[:0], order: b.order[:0]}
}

func add(list []string, s string) []string {
	for _, q := range list {
		if q == s {
			return list
		}
	}
	return append(list, s)
}

// carries reports whether the words are of requests taken from one year to another.
func (b *bag) carries() bool { return b.verbs[vCarryIn] || b.verbs[vCarryOut] || b.verbs[vCarry] }

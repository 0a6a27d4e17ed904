//! The numbers that a member may be, from sentences such as `取值范围：[1, 100]` and `默认为20，最大值为100`.

use super::clause::{before, hangs, is_doubtful, makes_fit, values};
use super::number::{interval, number};
use super::prose::{Line, joined, lines};
use codegen_model::Range;

/// An interval stands behind these.
const MARKS: &[&str] = &["范围", "区间", "取值"];
/// What may stand between a mark and what it is about.
pub(super) const FILLERS: &[&str] = &[
    " ", ":", "为", "是", "在", "介于", "支持", "整数", "数值", "大小", "可以", "可", "需", "应", "必须", "限制", "值",
    ",",
];
/// A single end stands behind these.
const HIGHEST: &[&str] =
    &["最大值", "最大支持", "最大", "不超过", "不能超过", "不可超过", "不得超过", "不大于", "小于等于", "上限"];
const LOWEST: &[&str] = &["最小值", "最小", "不小于", "不低于", "大于等于"];
/// What a limit ends with, beside the end of its clause.
const ENDS: &[&str] =
    &[",", ";", "。", ".", ")", "、", "之间", "以内", "内", "的整数", "整数", "(", "个", "条", "次", "且"];

/// The range that a text gives a number, with the sentences. A sample or a default beyond it belies it.
pub(super) fn range(doc: &str, example: Option<&str>) -> Option<(Range, String)> {
    let lines = lines(doc);
    if makes_fit(&lines) {
        return None;
    }
    let found: Vec<_> =
        lines.iter().flat_map(|line| of_line(&line.text).into_iter().map(move |range| (range, line))).collect();
    let range = only(found.iter().map(|(range, _)| *range))?;
    let mut said = values(&lines);
    said.extend(example.and_then(|text| text.trim().parse::<i64>().ok()));
    let fits =
        said.iter().all(|value| range.min.is_none_or(|min| min <= *value) && range.max.is_none_or(|max| *value <= max));
    let mut sources: Vec<Line> = found.into_iter().map(|(_, line)| line.clone()).collect();
    sources.dedup();
    fits.then(|| (range, joined(&sources)))
}

/// Whether `rest` ends what says a limit.
pub(super) fn ends(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || ENDS.iter().any(|end| rest.starts_with(end))
}

/// The text without fillers at its start.
pub(super) fn skip<'t>(mut text: &'t str, fillers: &[&str]) -> &'t str {
    while let Some(rest) = fillers.iter().find_map(|filler| text.strip_prefix(filler)) {
        text = rest;
    }
    text
}

/// The one range that several say, each an end or both; `None` where they contradict each other.
pub(super) fn only(ranges: impl Iterator<Item = Range> + Clone) -> Option<Range> {
    let one = |end: fn(&Range) -> Option<i64>| {
        let mut ends: Vec<_> = ranges.clone().filter_map(|range| end(&range)).collect();
        ends.sort_unstable();
        ends.dedup();
        (ends.len() < 2).then(|| ends.first().copied())
    };
    let range = Range { min: one(|range| range.min)?, max: one(|range| range.max)? };
    let is_range = match (range.min, range.max) {
        (None, None) => false,
        (Some(min), Some(max)) => min < max,
        _ => true,
    };
    is_range.then_some(range)
}

fn of_line(line: &str) -> Vec<Range> {
    let mut found = Vec::new();
    if hangs(line) {
        return found;
    }
    for mark in MARKS {
        found.extend(behind(line, mark, |rest| interval(rest)));
    }
    for mark in HIGHEST {
        found.extend(behind(line, mark, |rest| {
            number(rest).map(|(max, rest)| (Range { max: Some(max), min: None }, rest))
        }));
    }
    for mark in LOWEST {
        found.extend(behind(line, mark, |rest| {
            number(rest).map(|(min, rest)| (Range { min: Some(min), max: None }, rest))
        }));
    }
    found
}

/// What `read` makes of the text behind each `mark`, in clauses that speak of the member as such.
pub(super) fn behind<'l>(
    line: &'l str,
    mark: &'l str,
    read: impl Fn(&'l str) -> Option<(Range, &'l str)>,
) -> impl Iterator<Item = Range> {
    line.match_indices(mark).filter_map(move |(at, _)| {
        let clause = before(line, at);
        let (range, rest) = read(skip(&line[at + mark.len()..], FILLERS))?;
        (!is_doubtful(clause) && ends(rest)).then_some(range)
    })
}

#[cfg(test)]
mod tests {
    use super::range;

    fn shown(doc: &str, example: Option<&str>) -> String {
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        range(doc, example).map_or("-".to_owned(), |(range, _)| format!("{}..{}", end(range.min), end(range.max)))
    }

    #[test]
    fn limits_are_read() {
        for (doc, expected) in [
            ("返回数量，默认为20，最大值为100。", "..100"),
            ("<p>单位：秒</p><p>取值范围：[1, 14400]</p>", "1..14400"),
            ("取值范围为1-200", "1..200"),
            ("每页数量（取值范围为1-200）", "1..200"),
            ("范围【10-5000】，单位ms。", "10..5000"),
            ("亲和度的取值范围是：1-10。<p>取值范围：[1, 10]</p>", "1..10"),
            ("投递的时间间隔，默认300，范围 300-900", "300..900"),
            ("最小值为1，最大值为16", "1..16"),
            ("取值范围 [0,2000]，默认值等于当前 MinSize", "0..2000"),
            ("分页大小，默认 20，最大 1000", "..1000"),
            ("种子，正数。取值范围：1 - 4294967295", "1..4294967295"),
            ("取值范围：[0, 5]。默认值：0", "0..5"),
        ] {
            assert_eq!(shown(doc, None), expected, "{doc}");
        }
    }

    #[test]
    fn doubtful_limits_are_not() {
        for doc in [
            "不同机型的取值范围：[1, 10]",
            "标准账户类型取值范围为1~20。默认为1。",
            "最大值为100，超过100时按100返回。",
            "取值范围：[6，40]。0：不开启该功能；默认值为0",
            "取值范围：0为关闭，1为开启",
            "取值范围：1, 2, 3, 4, 12, 24, 36。",
            "系统盘范围：1-10；数据盘范围：2-20",
            "建议不超过30秒",
            "时间范围不超过7天",
            "大小不超过5M",
            "取值范围：0-1之间，默认0.7，或取值范围：0-2",
            "最大值：40000步",
            "上报值-1表示不限，取值范围：[1, 10]",
            "返回数量",
            "取值范围与 L 参数有关：- L 为 0 时，取值范围为 [0, 99]。",
        ] {
            assert_eq!(shown(doc, None), "-", "{doc}");
        }
        assert_eq!(shown("最大值为100", Some("200")), "-", "upstream's own sample is beyond it");
    }
}

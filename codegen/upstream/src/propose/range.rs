//! Reads the range of a number, from sentences such as `取值范围：[1, 100]` and `默认为20，最大值为100`.

use codegen_model::Range;

use super::clause::{adjusts_values, clause_before, is_conditional, is_doubtful, mentioned_values};
use super::number::{interval, number};
use super::prose::{Line, joined, lines};

/// Words that precede an interval.
const INTERVAL_MARKS: &[&str] = &["范围", "区间", "取值"];
/// Words between a mark and its number or list.
pub(super) const FILLERS: &[&str] = &[
    " ", ":", "为", "是", "在", "介于", "支持", "整数", "数值", "大小", "可以", "可", "需", "应", "必须", "限制", "值",
    ",",
];
/// Words that precede the upper or the lower end of a range.
const UPPER_MARKS: &[&str] =
    &["最大值", "最大支持", "最大", "不超过", "不能超过", "不可超过", "不得超过", "不大于", "小于等于", "上限"];
const LOWER_MARKS: &[&str] = &["最小值", "最小", "不小于", "不低于", "大于等于"];
/// Words that may follow a limit.
const ENDS: &[&str] =
    &[",", ";", "。", ".", ")", "、", "之间", "以内", "内", "的整数", "整数", "(", "个", "条", "次", "且"];

/// Returns the range that a text gives a number, with the sentences. A sample or default outside of it disproves it.
pub(super) fn range(doc: &str, example: Option<&str>) -> Option<(Range, String)> {
    let lines = lines(doc);
    if adjusts_values(&lines) {
        return None;
    }
    let found: Vec<_> =
        lines.iter().flat_map(|line| ranges_in_line(&line.text).into_iter().map(move |range| (range, line))).collect();
    let range = consistent(found.iter().map(|(range, _)| *range))?;
    let mut values = mentioned_values(&lines);
    values.extend(example.and_then(|text| text.trim().parse::<i64>().ok()));
    let fits = values
        .iter()
        .all(|value| range.min.is_none_or(|min| min <= *value) && range.max.is_none_or(|max| *value <= max));
    let mut sources: Vec<Line> = found.into_iter().map(|(_, line)| line.clone()).collect();
    sources.dedup();
    fits.then(|| (range, joined(&sources)))
}

/// Returns whether a limit ends before `rest`.
pub(super) fn is_limit_end(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || ENDS.iter().any(|end| rest.starts_with(end))
}

/// Returns the text without fillers at its start.
pub(super) fn skip<'t>(mut text: &'t str, fillers: &[&str]) -> &'t str {
    while let Some(rest) = fillers.iter().find_map(|filler| text.strip_prefix(filler)) {
        text = rest;
    }
    text
}

/// Merges ranges, each with one end or both; `None` if they contradict each other.
pub(super) fn consistent(ranges: impl Iterator<Item = Range> + Clone) -> Option<Range> {
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

fn ranges_in_line(line: &str) -> Vec<Range> {
    let mut found = Vec::new();
    if is_conditional(line) {
        return found;
    }
    for mark in INTERVAL_MARKS {
        found.extend(ranges_after(line, mark, |rest| interval(rest)));
    }
    for mark in UPPER_MARKS {
        found.extend(ranges_after(line, mark, |rest| {
            number(rest).map(|(max, rest)| (Range { max: Some(max), min: None }, rest))
        }));
    }
    for mark in LOWER_MARKS {
        found.extend(ranges_after(line, mark, |rest| {
            number(rest).map(|(min, rest)| (Range { min: Some(min), max: None }, rest))
        }));
    }
    found
}

/// Returns what `read` finds behind each `mark`, in clauses that are about the member as a whole.
pub(super) fn ranges_after<'l>(
    line: &'l str,
    mark: &'l str,
    read: impl Fn(&'l str) -> Option<(Range, &'l str)>,
) -> impl Iterator<Item = Range> {
    line.match_indices(mark).filter_map(move |(at, _)| {
        let clause = clause_before(line, at);
        let (range, rest) = read(skip(&line[at + mark.len()..], FILLERS))?;
        (!is_doubtful(clause) && is_limit_end(rest)).then_some(range)
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
    fn reads_limits() {
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
    fn ignores_doubtful_limits() {
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
        assert_eq!(shown("最大值为100", Some("200")), "-", "the published sample is greater");
    }
}

//! What makes a sentence doubtful: it speaks of some cases only, recommends, gives an example, or says that the service
//! makes a value fit. No limit and no list of values is taken from such a one.

use super::number::number;
use super::prose::Line;

/// Words of a clause that speaks of something else than the member as such.
const DOUBTS: &[&str] = &[
    "建议", "推荐", "单个", "单条", "每个", "每条", "每项", "如果", "若", "当", "时", "不同", "分别", "例如", "比如",
    "形如", "示例", "默认", "类型", "模式", "其中", "其他", "其它", "版", "仅", "非", "账号", "账户", "用户", "总",
];
/// Words of a line in which a limit hangs on something else.
const HANGING: &[&str] = &["有关", "取决于", "依赖", "10^"];
/// What a service does with a value that is too large or too small.
const PASSED: &[&str] = &["大于", "超过", "超出", "小于", "低于", "高于"];
const MADE_TO_FIT: &[&str] = &["则", "会", "自动", "截断", "默认", "取", "按", "将"];
/// A value stands behind these, or before those.
const BEFORE: &[&str] = &[
    "默认",
    "默认值",
    "默认为",
    "默认是",
    "默认值为",
    "默认值是",
    "传",
    "传入",
    "填",
    "设为",
    "设置为",
    "置为",
    "等于",
];
const BEHIND: &[&str] = &[":", "=", "表示", "代表", "为", "则", "时", "或"];

/// The part of `line` before `at` that belongs to the same clause.
pub(super) fn before(line: &str, at: usize) -> &str {
    line[..at].rsplit(|c| ",;。:(、".contains(c)).next().unwrap_or_default().trim()
}

/// Whether a clause may speak of something else than the member.
pub(super) fn is_doubtful(clause: &str) -> bool {
    const LONG: usize = 14;
    clause.chars().count() > LONG || DOUBTS.iter().any(|word| clause.contains(word))
}

/// Whether a limit in a line hangs on something else.
pub(super) fn hangs(line: &str) -> bool {
    HANGING.iter().any(|word| line.contains(word))
}

/// Whether some line says that a value beyond a limit is taken after all.
pub(super) fn makes_fit(lines: &[Line]) -> bool {
    const NEAR: usize = 16;
    let fits = |rest: &str| {
        let near: String = rest.chars().take(NEAR).take_while(|c| *c != '。').collect();
        MADE_TO_FIT.iter().any(|word| near.contains(word))
    };
    let passes = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let is_limit = line[..at].ends_with(['不', '能', '可', '得', '需', '须', '应']);
            !is_limit && fits(&line[at + word.len()..])
        })
    };
    lines.iter().any(|line| PASSED.iter().any(|word| passes(&line.text, word)))
}

/// The numbers that the text speaks of as values: defaults, and those that mean something of their own.
pub(super) fn values(lines: &[Line]) -> Vec<i64> {
    lines.iter().flat_map(|line| values_of(&line.text)).collect()
}

fn values_of(line: &str) -> Vec<i64> {
    let starts = line.char_indices().filter(|(at, c)| {
        let previous = line[..*at].chars().next_back();
        let is_start = previous.is_none_or(|p| !p.is_ascii_alphanumeric() && p != '.' && p != '-');
        is_start && (c.is_ascii_digit() || *c == '-')
    });
    let value = |(at, _): (usize, char)| {
        let (value, rest) = number(&line[at..])?;
        let (head, rest) = (line[..at].trim_end_matches([' ', ':', '"']), rest.trim_start_matches([' ', '"', '(']));
        let is_label =
            rest.strip_prefix('-').is_some_and(|rest| !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let is_value =
            BEFORE.iter().any(|word| head.ends_with(word)) || BEHIND.iter().any(|word| rest.starts_with(word));
        (is_value || is_label).then_some(value)
    };
    starts.filter_map(value).collect()
}

//! Recognizes doubtful sentences: those that cover only some cases, recommend, give an example, or say that the service
//! adjusts values. No limit and no list of values is read from them.

use super::number::number;
use super::prose::Line;

/// Words of a clause that may not be about the member as a whole.
const CLAUSE_DOUBTS: &[&str] = &[
    "建议", "推荐", "单个", "单条", "每个", "每条", "每项", "如果", "若", "当", "时", "不同", "分别", "例如", "比如",
    "形如", "示例", "默认", "类型", "模式", "其中", "其他", "其它", "版", "仅", "非", "账号", "账户", "用户", "总",
];
/// Words of a clause that introduces something other than all values of the member.
const INTRODUCTION_DOUBTS: &[&str] = &[
    "例如",
    "比如",
    "形如",
    "示例",
    "参考",
    "详见",
    "参见",
    "获取",
    "如果",
    "若",
    "格式",
    "建议",
    "接口",
    "字段有",
    "规则",
    "不同",
    "过滤",
];
/// Words of a line whose limit depends on something else.
const DEPENDENCIES: &[&str] = &["有关", "取决于", "依赖", "10^"];
/// Words for a value beyond a limit, and for what the service then does with it.
const EXCEEDED: &[&str] = &["大于", "超过", "超出", "小于", "低于", "高于"];
const ADJUSTED: &[&str] = &["则", "会", "自动", "截断", "默认", "取", "按", "将"];
/// Words that precede a value, and words that follow one.
const BEFORE_VALUE: &[&str] = &[
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
const AFTER_VALUE: &[&str] = &[":", "=", "表示", "代表", "为", "则", "时", "或"];

/// Returns the part of `line` before `at` that belongs to the same clause.
pub(super) fn clause_before(line: &str, at: usize) -> &str {
    line[..at].rsplit(|c| ",;。:(、".contains(c)).next().unwrap_or_default().trim()
}

/// Returns whether a clause may be about something other than the member.
pub(super) fn is_doubtful(clause: &str) -> bool {
    const MAX_CHARS: usize = 14;
    clause.chars().count() > MAX_CHARS || CLAUSE_DOUBTS.iter().any(|word| clause.contains(word))
}

/// Returns whether `text` may introduce something other than all values of the member.
pub(super) fn is_doubtful_introduction(text: &str) -> bool {
    INTRODUCTION_DOUBTS.iter().any(|word| text.contains(word)) || text.replace("当前", "").contains('当')
}

/// Returns whether a limit in a line depends on something else.
pub(super) fn is_conditional(line: &str) -> bool {
    DEPENDENCIES.iter().any(|word| line.contains(word))
}

/// Returns whether some line says that the service accepts and adjusts a value beyond a limit.
pub(super) fn adjusts_values(lines: &[Line]) -> bool {
    const DISTANCE: usize = 16;
    let is_adjusted = |rest: &str| {
        let near: String = rest.chars().take(DISTANCE).take_while(|c| *c != '。').collect();
        ADJUSTED.iter().any(|word| near.contains(word))
    };
    let exceeds = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let is_limit = line[..at].ends_with(['不', '能', '可', '得', '需', '须', '应']);
            !is_limit && is_adjusted(&line[at + word.len()..])
        })
    };
    lines.iter().any(|line| EXCEEDED.iter().any(|word| exceeds(&line.text, word)))
}

/// Returns the numbers that the text mentions as values: defaults, and values with a meaning of their own.
pub(super) fn mentioned_values(lines: &[Line]) -> Vec<i64> {
    lines.iter().flat_map(|line| values_in_line(&line.text)).collect()
}

fn values_in_line(line: &str) -> Vec<i64> {
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
        let is_value = BEFORE_VALUE.iter().any(|word| head.ends_with(word))
            || AFTER_VALUE.iter().any(|word| rest.starts_with(word));
        (is_value || is_label).then_some(value)
    };
    starts.filter_map(value).collect()
}

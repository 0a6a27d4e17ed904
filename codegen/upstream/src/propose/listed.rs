//! The values that a member can have, from lists behind `取值`, `可选值` and `枚举值`, and from lists of numbers with what
//! each means. What the values are called in Rust, others know.

use super::item::{Item, item};
use super::prose::{Line, joined, lines};
use super::range::skip;
use super::sequence::sequence;

/// A list of values stands behind these.
const MARKS: &[&str] = &["取值范围", "可选值", "枚举值", "可取值", "有效值", "可选项", "取值", "可选", "枚举"];
const FILLERS: &[&str] = &[
    " ", ":", "为", "是", "有", "包括", "包含", "含", "如下", "以下", "分别", "说明", "值", "的", "范围", "几种",
    "列表", ",", "[",
];
/// Words of what introduces a list that is none of this member's values, or not always.
const DOUBTS: &[&str] = &[
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
/// What begins a remark behind the values.
const REMARKS: &[&str] = &["默认", "不传", "不填", "注", "其中", "如", "若", "为空", "缺省", "等"];
/// Marks between values, those that stand in labels less often first.
const SEPARATORS: &[&str] = &[";", "。", "、", ",", "|", "/", " "];
/// One value is no list.
pub(super) const FEWEST: usize = 2;
const MOST: usize = 100;

/// The values that a text lists, with the sentences. Upstream's own sample must be among them.
pub(super) fn listed(doc: &str, integer: bool, example: Option<&str>) -> Option<(Vec<Item>, String)> {
    let lines = lines(doc);
    if lines
        .iter()
        .any(|line| ["JSON", "json", "过滤条件", "正则", "二进制"].iter().any(|word| line.text.contains(word)))
    {
        return None;
    }
    let mut found: Vec<(Vec<Item>, &[Line])> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        found.extend(
            introduced(&lines[index..], line, integer).map(|(items, count)| (items, &lines[index..index + count])),
        );
    }
    if found.is_empty() {
        found.extend(bare(&lines, integer));
    }
    let (items, source) = largest(found)?;
    let is_labelled = items.iter().all(|item| !item.label.is_empty());
    let is_bare_number = items.iter().any(|item| item.value.parse::<f64>().is_ok()) && !is_labelled;
    let is_sampled = example.is_none_or(|example| items.iter().any(|item| item.value == example.trim()));
    (!is_bare_number && is_sampled && are_distinct(&items)).then(|| (items, joined(source)))
}

/// The list that has the values of all others; `None` where they contradict each other.
fn largest(mut found: Vec<(Vec<Item>, &[Line])>) -> Option<(Vec<Item>, &[Line])> {
    found.sort_by_key(|(items, _)| items.len());
    let (items, source) = found.pop()?;
    let is_known = |value: &str| items.iter().any(|item| item.value == value);
    let agree = found.iter().all(|(others, _)| others.iter().all(|item| is_known(&item.value)));
    agree.then_some((items, source))
}

fn are_distinct(items: &[Item]) -> bool {
    let twin = |index: usize| items[..index].iter().any(|item| item.value.eq_ignore_ascii_case(&items[index].value));
    (FEWEST..=MOST).contains(&items.len()) && !(0..items.len()).any(twin)
}

/// The values behind a mark in `line`, which `lines` begins with, and how many lines they take.
fn introduced(lines: &[Line], line: &Line, integer: bool) -> Option<(Vec<Item>, usize)> {
    let (at, mark) = MARKS.iter().find_map(|mark| Some((line.text.rfind(mark)?, mark)))?;
    let (head, rest) = (&line.text[..at], skip(&line.text[at + mark.len()..], FILLERS));
    if is_doubtful(head) {
        return None;
    }
    if rest.is_empty() {
        let items = block(&lines[1..], integer, true)?;
        let count = items.len() + 1;
        return Some((items, count));
    }
    Some((inline(rest, integer)?, 1))
}

/// Whether what introduces a list makes it doubtful.
pub(super) fn is_doubtful(head: &str) -> bool {
    DOUBTS.iter().any(|word| head.contains(word)) || head.replace("当前", "").contains('当')
}

/// The lists that no mark introduces: those of items that all have labels, and those of numbers.
fn bare(lines: &[Line], integer: bool) -> Vec<(Vec<Item>, &[Line])> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let is_start = integer || lines[index].item;
        let is_plain = index == 0 || !is_doubtful(&lines[index - 1].text);
        let items = block(&lines[index..], integer, false).filter(|_| is_start && is_plain);
        let items = items.filter(|items| items.iter().all(|item| !item.label.is_empty()));
        let count = items.as_ref().map_or(1, Vec::len);
        found.extend(items.map(|items| (items, &lines[index..index + count])));
        index += count;
    }
    if found.is_empty() && integer {
        let sequence = |line: &Line| sequence(&line.text);
        found.extend(
            lines.iter().enumerate().filter_map(|(index, line)| Some((sequence(line)?, &lines[index..=index]))),
        );
    }
    found
}

/// The items at the start of `lines`, one a line. In a list, all must be items.
fn block(lines: &[Line], integer: bool, loose: bool) -> Option<Vec<Item>> {
    let is_list = lines.first()?.item;
    let lines = lines.iter().take_while(|line| line.item == is_list && !is_remark(&line.text));
    let read = lines.map(|line| item(&line.text, integer, loose));
    let items: Vec<_> = if is_list { read.collect::<Option<_>>()? } else { read.map_while(|item| item).collect() };
    (items.len() >= FEWEST).then_some(items)
}

fn is_remark(text: &str) -> bool {
    REMARKS.iter().any(|word| text.starts_with(word))
}

/// The values in the rest of a line, between any one separator.
fn inline(rest: &str, integer: bool) -> Option<Vec<Item>> {
    let rest = joined_words(rest.trim_end_matches([']', ')']));
    SEPARATORS.iter().find_map(|separator| {
        let text = if *separator == "。" { &rest } else { rest.split('。').next()? };
        let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
        let parts = parts.take_while(|part| !is_remark(part));
        let items: Vec<_> = parts.map(|part| item(part, integer, false)).collect::<Option<_>>()?;
        let is_whole = |item: &Item| !SEPARATORS[..2].iter().any(|mark| item.label.contains(mark));
        (items.len() >= FEWEST && items.iter().all(is_whole)).then_some(items)
    })
}

/// Values that `和` and `或` join get a comma between them.
fn joined_words(text: &str) -> String {
    let mut joined = text.to_owned();
    for word in ["和", "或", "及", "与"] {
        let ends = |part: &str| part.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric() || c == '"' || c == ')');
        let starts = |part: &str| part.trim_start().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '"');
        let at = joined.match_indices(word).find(|(at, _)| ends(&joined[..*at]) && starts(&joined[at + word.len()..]));
        if let Some((at, _)) = at {
            joined.replace_range(at..at + word.len(), ",");
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::listed;

    fn shown(doc: &str, integer: bool) -> String {
        let items = listed(doc, integer, None).map(|(items, _)| items).unwrap_or_default();
        items.iter().map(|item| format!("{}={}", item.value, item.label)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn values_are_read() {
        for (doc, integer, expected) in [
            ("<p>类型</p><p>枚举值：</p><ul><li>A： 一</li><li>B_C： 二</li></ul>", false, "A=一 B_C=二"),
            ("分账逻辑连接词，枚举值如下：\nand - 且\nor - 或", false, "and=且 or=或"),
            (
                "云硬盘计费类型： <ul> <li>PREPAID：预付费，即包年包月</li> <li>POSTPAID：按小时后付费</li> </ul>",
                false,
                "PREPAID=预付费,即包年包月 POSTPAID=按小时后付费",
            ),
            ("节点类型，可选值：CK / ZK / CHPROXY", false, "CK= ZK= CHPROXY="),
            ("取值为ENCRYPT_V1和ENCRYPT_V2，分别表示第一代和第二代加密技术", false, ""),
            ("接入类型，可选项为free、customer", false, "free= customer="),
            (
                "取值含：IMAGE（内容安全）、IMAGE_AIGC（AI生成识别）两种，默认值为IMAGE。",
                false,
                "IMAGE=内容安全 IMAGE_AIGC=AI生成识别",
            ),
            (
                "标签类型。取值： Custom：自定义标签。 System：系统标签。 默认值：All。",
                false,
                "Custom=自定义标签 System=系统标签",
            ),
            (
                "可选值：`BGP`（自动学习）、`STATIC`（静态，即用户配置）。只有云联网支持",
                false,
                "BGP=自动学习 STATIC=静态,即用户配置",
            ),
            ("协议，取值范围：HTTP, HTTPS, HTTP&HTTPS", false, "HTTP= HTTPS= HTTP&HTTPS="),
            ("部署模式，0：单可用区、1：多可用区", true, "0=单可用区 1=多可用区"),
            ("排序类型，仅支持0和1，0-降序，1-升序。不传默认为0", true, "0=降序 1=升序"),
            ("1表示开，0表示关，3表示删除", true, "1=开 0=关 3=删除"),
            ("0表示返回图和坐标<br>1表示只返回坐标", true, "0=返回图和坐标 1=只返回坐标"),
            ("控制。\n- 取值范围：\n0: 不控制；\n1:较低的要求\n- 默认 0。", true, "0=不控制 1=较低的要求"),
        ] {
            assert_eq!(shown(doc, integer), expected, "{doc}");
        }
    }

    #[test]
    fn what_is_no_list_of_values_is_not() {
        for (doc, integer) in [
            ("实例ID。可以通过如下方式获取：<li>登录控制台查询。</li><li>调用接口 DescribeX 获取。</li>", false),
            ("过滤条件：<li>zone - String - 是否必填：否 - 可用区</li><li>name - String - 名称</li>", false),
            ("取值范围：1, 2, 3, 12, 24, 36", true),
            ("取值范围：[1, 10]", true),
            ("1-已授权；其它值为未授权", true),
            ("如 TargetType 取值为 `A` ，该字段必填。", false),
            ("JSON 字符串，可选值：A、B", false),
            ("当 Type 取值：A、B 时必填", false),
            ("例如可选值：A、B", false),
            ("0表示永久生效，其它表示定时", true),
            ("0表示未恢复；1表示已恢复；2,3,5表示数据不足；4表示已失效", true),
        ] {
            assert_eq!(shown(doc, integer), "", "{doc}");
        }
        assert!(listed("可选值：A、B", false, Some("C")).is_none(), "upstream's own sample is another");
    }
}

//! Reads the values of a member from lists behind `取值`, `可选值` and `枚举值`, and from lists of labelled numbers.

use super::clause::is_doubtful_introduction;
use super::item::{Item, MIN_ITEMS, item};
use super::prose::{Line, joined, lines};
use super::range::skip;
use super::sequence::sequence;

/// Words that precede a list of values, and words between them and the list.
const MARKS: &[&str] = &["取值范围", "可选值", "枚举值", "可取值", "有效值", "可选项", "取值", "可选", "枚举"];
const FILLERS: &[&str] = &[
    " ", ":", "为", "是", "有", "包括", "包含", "含", "如下", "以下", "分别", "说明", "值", "的", "范围", "几种",
    "列表", ",", "[",
];
/// Words that begin a remark behind the values.
const REMARKS: &[&str] = &["默认", "不传", "不填", "注", "其中", "如", "若", "为空", "缺省", "等"];
/// Marks between values; those that are rarer in labels come first.
const SEPARATORS: &[&str] = &[";", "。", "、", ",", "|", "/", " "];
const MAX_ITEMS: usize = 100;

/// Words of texts whose lists are not the values of the member.
const NOT_VALUES: &[&str] = &["JSON", "json", "过滤条件", "正则", "二进制"];

/// Returns the values that a text lists, with the sentences. The published sample must be among them.
pub(super) fn listed_values(doc: &str, integer: bool, example: Option<&str>) -> Option<(Vec<Item>, String)> {
    let lines = lines(doc);
    if lines.iter().any(|line| NOT_VALUES.iter().any(|word| line.text.contains(word))) {
        return None;
    }
    let mut found: Vec<(Vec<Item>, &[Line])> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        found.extend(
            introduced(&lines[index..], line, integer).map(|(items, count)| (items, &lines[index..index + count])),
        );
    }
    if found.is_empty() {
        found.extend(unintroduced(&lines, integer));
    }
    let (items, source) = largest(found)?;
    let is_labelled = items.iter().all(|item| !item.label.is_empty());
    let is_bare_number = items.iter().any(|item| item.value.parse::<f64>().is_ok()) && !is_labelled;
    let is_sampled = example.is_none_or(|example| items.iter().any(|item| item.value == example.trim()));
    (!is_bare_number && is_sampled && are_distinct(&items)).then(|| (items, joined(source)))
}

/// Returns the list that contains the values of all others; `None` if they contradict each other.
fn largest(mut found: Vec<(Vec<Item>, &[Line])>) -> Option<(Vec<Item>, &[Line])> {
    found.sort_by_key(|(items, _)| items.len());
    let (items, source) = found.pop()?;
    let is_known = |value: &str| items.iter().any(|item| item.value == value);
    let is_complete = found.iter().all(|(others, _)| others.iter().all(|item| is_known(&item.value)));
    is_complete.then_some((items, source))
}

fn are_distinct(items: &[Item]) -> bool {
    let is_duplicate =
        |index: usize| items[..index].iter().any(|item| item.value.eq_ignore_ascii_case(&items[index].value));
    (MIN_ITEMS..=MAX_ITEMS).contains(&items.len()) && !(0..items.len()).any(is_duplicate)
}

/// Returns the values behind a mark in `line`, the first of `lines`, and the number of lines that they take.
fn introduced(lines: &[Line], line: &Line, integer: bool) -> Option<(Vec<Item>, usize)> {
    let (at, mark) = MARKS.iter().find_map(|mark| Some((line.text.rfind(mark)?, mark)))?;
    let (head, rest) = (&line.text[..at], skip(&line.text[at + mark.len()..], FILLERS));
    if is_doubtful_introduction(head) {
        return None;
    }
    if rest.is_empty() {
        let items = block(&lines[1..], integer, true)?;
        let count = items.len() + 1;
        return Some((items, count));
    }
    inline(rest, integer).map(|items| (items, 1)).or_else(|| {
        let items = continued(item(rest, integer, false)?, &lines[1..], integer)?;
        let count = items.len();
        Some((items, count))
    })
}

/// Returns a list whose first value stands behind other text, and the others on the lines after it.
fn continued(first: Item, lines: &[Line], integer: bool) -> Option<Vec<Item>> {
    let is_labelled = |item: &Item| !item.label.is_empty();
    let items: Vec<_> = std::iter::once(first).chain(items(lines, integer, false)?).collect();
    (items.len() >= MIN_ITEMS && items.iter().all(is_labelled)).then_some(items)
}

/// Returns the text before the first labelled number that stands behind other text, and the number.
fn behind_text(line: &str) -> Option<(&str, Item)> {
    let starts = line.char_indices().filter(|(at, c)| {
        let previous = line[..*at].chars().next_back();
        (c.is_ascii_digit() || *c == '-') && previous.is_some_and(|p| !p.is_ascii_alphanumeric() && !"._-".contains(p))
    });
    let value = |(at, _): (usize, char)| Some((&line[..at], item(&line[at..], true, false)?));
    starts.filter_map(value).find(|(_, item)| !item.label.is_empty())
}

/// Returns the lists without a mark: those whose items all have labels, and those of numbers in one line.
fn unintroduced(lines: &[Line], integer: bool) -> Vec<(Vec<Item>, &[Line])> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if let Some((text, items)) = after_text(&lines[index..], integer) {
            let count = items.len();
            // A list without its first value would be wrong.
            if !is_doubtful_introduction(text) && !REMARKS.iter().any(|word| text.contains(word)) {
                found.push((items, &lines[index..index + count]));
            }
            index += count;
            continue;
        }
        let is_start = integer || lines[index].item;
        let is_plain = index == 0 || !is_doubtful_introduction(&lines[index - 1].text);
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

/// Returns a list of numbers whose first stands behind text in the first of `lines`, with that text.
fn after_text(lines: &[Line], integer: bool) -> Option<(&str, Vec<Item>)> {
    let (line, rest) = lines
        .split_first()
        .filter(|(line, rest)| integer && !line.item && rest.first().is_some_and(|next| !next.item))?;
    let (text, first) = behind_text(&line.text)?;
    Some((text, continued(first, rest, integer)?))
}

/// Returns the items at the start of `lines`, if there are enough for a list.
fn block(lines: &[Line], integer: bool, loose: bool) -> Option<Vec<Item>> {
    items(lines, integer, loose).filter(|items| items.len() >= MIN_ITEMS)
}

/// Returns the items at the start of `lines`, one on each line. In a marked list, every line must be an item.
fn items(lines: &[Line], integer: bool, loose: bool) -> Option<Vec<Item>> {
    let is_list = lines.first()?.item;
    let lines = lines.iter().take_while(|line| line.item == is_list && !is_remark(&line.text));
    let read = lines.map(|line| item(&line.text, integer, loose));
    if is_list { read.collect() } else { Some(read.map_while(|item| item).collect()) }
}

fn is_remark(text: &str) -> bool {
    REMARKS.iter().any(|word| text.starts_with(word))
}

/// Returns the values in the rest of a line, split at one kind of separator.
fn inline(rest: &str, integer: bool) -> Option<Vec<Item>> {
    let rest = commas_for_conjunctions(rest.trim_end_matches([']', ')']));
    SEPARATORS.iter().find_map(|separator| {
        let text = if *separator == "。" { &rest } else { rest.split('。').next()? };
        let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
        let parts = parts.take_while(|part| !is_remark(part));
        let items: Vec<_> = parts.map(|part| item(part, integer, false)).collect::<Option<_>>()?;
        let is_single = |item: &Item| !SEPARATORS[..2].iter().any(|mark| item.label.contains(mark));
        (items.len() >= MIN_ITEMS && items.iter().all(is_single)).then_some(items)
    })
}

/// Replaces conjunctions between values with commas.
fn commas_for_conjunctions(text: &str) -> String {
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
    use super::listed_values;

    fn shown(doc: &str, integer: bool) -> String {
        let items = listed_values(doc, integer, None).map(|(items, _)| items).unwrap_or_default();
        items.iter().map(|item| format!("{}={}", item.value, item.label)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reads_values() {
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
            ("状态，0：未开始\n1：进行中\n2：已完成", true, "0=未开始 1=进行中 2=已完成"),
            ("状态 -1：关\n1：开", true, "-1=关 1=开"),
            ("取值范围：0：否\n1：是", true, "0=否 1=是"),
            ("可选值：A：一\nB：二", false, "A=一 B=二"),
        ] {
            assert_eq!(shown(doc, integer), expected, "{doc}");
        }
    }

    #[test]
    fn ignores_texts_that_do_not_list_values() {
        for (doc, integer) in [
            ("实例ID。可以通过如下方式获取：<li>登录控制台查询。</li><li>调用接口 DescribeX 获取。</li>", false),
            ("过滤条件：<li>zone - String - 是否必填：否 - 可用区</li><li>name - String - 名称</li>", false),
            ("取值范围：1, 2, 3, 12, 24, 36", true),
            ("取值范围：[1, 10]", true),
            ("1-已授权；其它值为未授权", true),
            ("默认 1：开\n2：关\n3：半开", true),
            ("如 TargetType 取值为 `A` ，该字段必填。", false),
            ("JSON 字符串，可选值：A、B", false),
            ("当 Type 取值：A、B 时必填", false),
            ("例如可选值：A、B", false),
            ("0表示永久生效，其它表示定时", true),
            ("0表示未恢复；1表示已恢复；2,3,5表示数据不足；4表示已失效", true),
        ] {
            assert_eq!(shown(doc, integer), "", "{doc}");
        }
        assert!(listed_values("可选值：A、B", false, Some("C")).is_none(), "the published sample is not in the list");
    }
}

//! Reads one value of a list with its label: `PREPAID：预付费`, `0 表示关闭`, `IMAGE（内容安全）`.

use super::number::number;

/// A value that a text lists.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The value on the wire.
    pub(super) value: String,
    /// The description of the value; often empty.
    pub(super) label: String,
}

/// The fewest values of a list.
pub(super) const MIN_ITEMS: usize = 2;
/// The longest value, and the longest label in characters.
const MAX_VALUE: usize = 64;
const MAX_LABEL: usize = 200;
/// Marks between a value and its label.
const SEPARATORS: &[&str] = &[":", "=", "->", "-", "表示", "代表", "为", "是", "(", ","];
/// Words of items that are not values: filters, links, rules.
const NOT_VALUES: &[&str] =
    &["过滤条件", "是否必填", "必填:", "通过", "获取", "参见", "http", "长度", "String", "Integer"];
/// Words that may follow a label in brackets.
const AFTER_BRACKETS: &[&str] = &[",", "两种", "三种", "四种", "两个", "三个", "其中"];

/// Reads one item. The label of a `loose` item may follow a blank.
pub(super) fn item(text: &str, integer: bool, loose: bool) -> Option<Item> {
    let text = text.trim().trim_end_matches([';', ',', '。', '、', '.']);
    let unquoted = text.strip_prefix('"').unwrap_or(text);
    let (value, rest) = if integer { integer_value(unquoted)? } else { word_value(unquoted)? };
    let rest = rest.strip_prefix('"').unwrap_or(rest);
    let label = label(rest, loose)?;
    // A label that ends in another number belongs to a list in some other notation.
    let last = label.rsplit([' ', ',', ';', '、', '/']).next().unwrap_or_default();
    let is_cut = last.len() < label.len() && last.parse::<i64>().is_ok();
    let is_valid = !is_cut && !NOT_VALUES.iter().any(|word| label.contains(word)) && label.chars().count() <= MAX_LABEL;
    is_valid.then(|| Item { value: value.to_owned(), label })
}

fn integer_value(text: &str) -> Option<(&str, &str)> {
    let (value, rest) = number(text)?;
    let digits = &text[..text.len() - rest.len()];
    (value.to_string() == digits).then_some((digits, rest))
}

fn word_value(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.-&".contains(c);
    let length = text.find(|c| !is_part(c)).unwrap_or(text.len());
    // The dash in `A-一` separates value and label.
    let length = text[..length].trim_end_matches(['-', '.']).len();
    let value = &text[..length];
    let is_valid = value.starts_with(|c: char| c.is_ascii_alphanumeric()) && length <= MAX_VALUE;
    is_valid.then_some((value, &text[length..]))
}

/// Returns the label behind a value; `None` if the rest is not a label.
fn label(rest: &str, loose: bool) -> Option<String> {
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return Some(String::new());
    }
    let Some(separator) = SEPARATORS.iter().find(|separator| trimmed.starts_with(**separator)) else {
        let is_label = loose && rest.starts_with(' ') && trimmed.starts_with(is_han);
        return is_label.then(|| clean(trimmed));
    };
    let after = &trimmed[separator.len()..];
    match *separator {
        "(" => {
            let (label, rest) = after.split_once(')')?;
            let rest = rest.trim_start_matches([':', ' ']);
            let is_end = rest.is_empty() || AFTER_BRACKETS.iter().any(|word| rest.starts_with(word));
            (is_end || label.contains("默认")).then(|| clean(label))
        }
        "," if !loose => None,
        "-" if after.trim_start().starts_with(|c: char| c.is_ascii_digit()) => None,
        _ => Some(clean(after)),
    }
}

/// Returns whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Returns the label without surrounding punctuation and unmatched closing brackets.
fn clean(label: &str) -> String {
    let trimmed = label.trim_matches(|c: char| " ,;。.、:-=|\"".contains(c));
    let is_closed = trimmed.matches(')').count() <= trimmed.matches('(').count();
    let trimmed = if is_closed { trimmed } else { trimmed.trim_end_matches(')') };
    trimmed.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn reads_values_and_labels() {
        for (text, integer, expected) in [
            ("PREPAID:预付费,即包年包月;", false, Some(("PREPAID", "预付费,即包年包月"))),
            ("and - 且", false, Some(("and", "且"))),
            ("no_action:用户无动作", false, Some(("no_action", "用户无动作"))),
            ("\"CLOUD_SSD\":SSD云硬盘", false, Some(("CLOUD_SSD", "SSD云硬盘"))),
            ("IMAGE(内容安全)", false, Some(("IMAGE", "内容安全"))),
            ("NONE   : 不通知", false, Some(("NONE", "不通知"))),
            ("URL 资源链接类型", false, Some(("URL", "资源链接类型"))),
            ("MCP", false, Some(("MCP", ""))),
            ("ap-guangzhou:广州", false, Some(("ap-guangzhou", "广州"))),
            ("0 表示关闭", true, Some(("0", "关闭"))),
            ("1-已授权", true, Some(("1", "已授权"))),
            ("-1:不限", true, Some(("-1", "不限"))),
            ("3-严重)", true, Some(("3", "严重"))),
            ("1表示已恢复;2,3,", true, None),
            ("公共镜像", false, None),
            ("1-10", true, None),
            ("zone-id - String - 是否必填:否 - 可用区", false, None),
            ("01:一", true, None),
            ("请确保一致", false, None),
            ("A/B", false, None),
        ] {
            let found = item(text, integer, true).map(|item| (item.value, item.label));
            assert_eq!(found, expected.map(|(value, label)| (value.to_owned(), label.to_owned())), "{text}");
        }
        assert_eq!(item("Windows 实例:名字符", false, false), None, "not an item but a sentence");
    }
}

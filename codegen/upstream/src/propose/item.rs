//! One value of a list and what is said of it: `PREPAID：预付费`, `0 表示关闭`, `IMAGE（内容安全）`.

use super::number::number;

/// A value that a text lists.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The value on the wire.
    pub(super) value: String,
    /// What the text says of it; often nothing.
    pub(super) label: String,
}

/// The longest value that is believed.
const LONG: usize = 64;
/// What stands between a value and its label.
const BETWEEN: &[&str] = &[":", "=", "->", "-", "表示", "代表", "为", "是", "(", ","];
/// Words of items that are no values: filters, links, rules.
const STRANGE: &[&str] =
    &["过滤条件", "是否必填", "必填:", "通过", "获取", "参见", "http", "长度", "String", "Integer"];
/// What may follow a label in brackets.
const BEHIND: &[&str] = &[",", "两种", "三种", "四种", "两个", "三个", "其中"];

/// Reads one item. `loose` items may have a label behind a blank.
pub(super) fn item(text: &str, integer: bool, loose: bool) -> Option<Item> {
    let text = text.trim().trim_end_matches([';', ',', '。', '、', '.']);
    let unquoted = text.strip_prefix('"').unwrap_or(text);
    let (value, rest) = if integer { whole(unquoted)? } else { word(unquoted)? };
    let rest = rest.strip_prefix('"').unwrap_or(rest);
    let label = label(rest, loose)?;
    // What ends in another number is an item of its own, written in some other way.
    let last = label.rsplit([' ', ',', ';', '、', '/']).next().unwrap_or_default();
    let is_cut = last.len() < label.len() && last.parse::<i64>().is_ok();
    let good = !is_cut && !STRANGE.iter().any(|word| label.contains(word)) && label.chars().count() <= 200;
    good.then(|| Item { value: value.to_owned(), label })
}

fn whole(text: &str) -> Option<(&str, &str)> {
    let (value, rest) = number(text)?;
    let shown = &text[..text.len() - rest.len()];
    (value.to_string() == shown).then_some((shown, rest))
}

fn word(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.-&".contains(c);
    let length = text.find(|c| !is_part(c)).unwrap_or(text.len());
    // `A-一` has a dash that separates.
    let length = text[..length].trim_end_matches(['-', '.']).len();
    let value = &text[..length];
    let good = value.starts_with(|c: char| c.is_ascii_alphanumeric()) && length <= LONG;
    good.then_some((value, &text[length..]))
}

/// What is said behind a value; `None` where it goes on as something else.
fn label(rest: &str, loose: bool) -> Option<String> {
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return Some(String::new());
    }
    let Some(mark) = BETWEEN.iter().find(|mark| trimmed.starts_with(**mark)) else {
        let is_label = loose && rest.starts_with(' ') && trimmed.starts_with(is_han);
        return is_label.then(|| clean(trimmed));
    };
    let behind = &trimmed[mark.len()..];
    match *mark {
        "(" => {
            let (inside, after) = behind.split_once(')')?;
            let after = after.trim_start_matches([':', ' ']);
            let ends = after.is_empty() || BEHIND.iter().any(|word| after.starts_with(word)) || inside.contains("默认");
            ends.then(|| clean(inside))
        }
        "," if !loose => None,
        "-" if behind.trim_start().starts_with(|c: char| c.is_ascii_digit()) => None,
        _ => Some(clean(behind)),
    }
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The label without punctuation around it, and without a bracket that was opened before the list.
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
    fn items_have_a_value_and_a_label() {
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
        assert_eq!(item("Windows 实例:名字符", false, false), None, "a sentence");
    }
}

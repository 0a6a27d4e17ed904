//! Numbers in one line, each with what it means: `0：关闭，1：开启`, `0-降序，1-升序`.

use super::item::{Item, is_han, item};
use super::listed::{FEWEST, is_doubtful};
use super::number::number;

/// The numbers of a line that are explained; none where what stands before them is doubtful.
pub(super) fn sequence(line: &str) -> Option<Vec<Item>> {
    const LONGEST: usize = 40;
    let starts: Vec<usize> = line.char_indices().filter(|(at, _)| begins_item(line, *at)).map(|(at, _)| at).collect();
    let first = *starts.first()?;
    if is_doubtful(&line[..first]) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let items = starts.iter().zip(ends).map(|(start, end)| {
        let text = line[*start..end].split('。').next().unwrap_or_default();
        let item = item(text.trim_end_matches([' ', '(', '[']), true, false)?;
        let plain = !item.label.is_empty() && item.label.chars().count() <= LONGEST;
        plain.then_some(item)
    });
    let items: Vec<_> = items.collect::<Option<_>>()?;
    (items.len() >= FEWEST).then_some(items)
}

/// Whether a number that is explained begins at `at`.
fn begins_item(line: &str, at: usize) -> bool {
    let previous = line[..at].chars().next_back();
    let is_start =
        previous.is_none_or(|c| " ,;:。、()\"".contains(c) || is_han(c) && !"为于过第近前后约传是".contains(c));
    let Some((_, rest)) = number(&line[at..]).filter(|_| is_start) else { return false };
    let rest = rest.trim_start();
    let mark = [":", "=", "-", "表示", "代表", "为", "是"].iter().find_map(|mark| rest.strip_prefix(mark));
    mark.is_some_and(|rest| rest.trim_start().starts_with(|c: char| is_han(c) || c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::sequence;

    #[test]
    fn numbers_begin_items() {
        for (line, expected) in [
            ("部署模式,0:单可用区、1:多可用区", "0=单可用区 1=多可用区"),
            ("1表示开,0表示关,3表示删除", "1=开 0=关 3=删除"),
            ("是否校验(0:否,1:是)", "0=否 1=是"),
            ("类别,1-微信uin 2-QQ号", "1=微信uin 2=QQ号"),
            ("5:漏洞(已拆分为9-12四种类型)6:高危命令", "5=漏洞(已拆分为9-12四种类型) 6=高危命令"),
            ("1表示一,大于0表示二", ""),
            ("只有 1:一", ""),
            ("当 A 为 0:一,1:二", ""),
            ("0表示未恢复;2,3,5表示不足;4表示失效", ""),
            ("取值1-10,步长2", ""),
            ("", ""),
        ] {
            let items = sequence(line).unwrap_or_default();
            let shown = items.iter().map(|item| format!("{}={}", item.value, item.label));
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{line}");
        }
    }
}

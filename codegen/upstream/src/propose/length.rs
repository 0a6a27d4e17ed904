//! How long a text or a list may be, from sentences such as `长度不超过64个字符` and `每次请求的实例的上限为100`.

use super::clause::{before, is_doubtful, makes_fit};
use super::number::{interval, number};
use super::prose::{Line, joined, lines};
use super::range::{FILLERS, behind, only, skip};
use codegen_model::Length;

/// The longest length that is believed.
const MOST: i64 = 1_000_000;
const LONGEST: &[&str] =
    &["不超过", "不能超过", "不可超过", "不得超过", "最大长度", "最长", "最多", "最大", "上限", "限制", "限"];
/// What characters are counted in. Those of bytes only limit upwards: a character has one or more.
const CHARACTERS: &[&str] = &["个字符", "字符", "个英文字符", "位", "个字"];
const BYTES: &[&str] = &["个字节", "字节", "bytes", "byte", "Byte", "Bytes"];
/// What the items of lists are counted in.
const ITEMS: &[&str] = &["个", "条", "台", "项", "组"];
/// Where characters are not counted as such, or the text is that of something inside.
const STRANGE: &[&str] = &[
    "汉字",
    "中文字符",
    "两个字符",
    "base64",
    "Base64",
    "BASE64",
    "编码",
    "加密",
    "逗号",
    "分隔",
    "分割",
    "json",
    "JSON",
];

/// How many characters a text may have, with the sentences.
pub(super) fn of_text(doc: &str, example: Option<&str>) -> Option<(Length, String)> {
    let lines = lines(doc);
    if makes_fit(&lines) || lines.iter().any(|line| STRANGE.iter().any(|word| line.text.contains(word))) {
        return None;
    }
    let (length, why) = said(&lines, characters)?;
    let count = example.map(|text| text.chars().count() as i64);
    let fits = count
        .is_none_or(|count| length.max.is_none_or(|max| count <= max) && length.min.is_none_or(|min| min <= count));
    fits.then_some((length, why))
}

/// How many items a list may have, with the sentences.
pub(super) fn of_list(doc: &str) -> Option<(Length, String)> {
    let lines = lines(doc);
    if makes_fit(&lines) {
        return None;
    }
    said(&lines, items)
}

fn said(lines: &[Line], read: fn(&str) -> Vec<Length>) -> Option<(Length, String)> {
    let found: Vec<_> =
        lines.iter().map(|line| (read(&line.text), line)).filter(|(found, _)| !found.is_empty()).collect();
    let length = only(found.iter().flat_map(|(found, _)| found.iter().copied()))?;
    let good = length.min.unwrap_or(0) >= 0 && length.max.is_none_or(|max| (1..=MOST).contains(&max));
    let sources: Vec<Line> = found.into_iter().map(|(_, line)| line.clone()).collect();
    good.then(|| (length, joined(&sources)))
}

fn characters(line: &str) -> Vec<Length> {
    let mut found: Vec<_> = behind(line, "长度", |rest| {
        let (length, rest) = interval(skip(rest, &["范围", "限制"]))
            .or_else(|| interval(skip(skip(rest, &["范围", "限制"]), FILLERS)))?;
        Some((bounded(length, rest), counted(rest, &[BYTES, CHARACTERS])?))
    })
    .collect();
    for mark in LONGEST {
        found.extend(behind(line, mark, |rest| {
            let (max, rest) = number(skip(rest, &["长度", "允许", "输入", "可以"]).trim_start())?;
            // Without a unit it is one of characters where the clause says that it is a length.
            let is_length = line.contains("长度") && super::range::ends(rest);
            let behind = counted(rest, &[BYTES, CHARACTERS]).filter(|behind| behind.len() < rest.len());
            Some((Length { min: None, max: Some(max) }, behind.or(is_length.then_some(rest))?))
        }));
    }
    found.extend(within(line));
    found
}

/// `N个字符以内`.
fn within(line: &str) -> Option<Length> {
    let at = line.find("字符以内").or_else(|| line.find("个字以内"))?;
    let head = line[..at].trim_end_matches('个').trim_end();
    let digits = head.len() - head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (max, rest) = number(&head[digits..])?;
    let clause = before(line, digits);
    (rest.is_empty() && !is_doubtful(clause) && !head[..digits].ends_with(['-', '~']))
        .then_some(Length { min: None, max: Some(max) })
}

fn items(line: &str) -> Vec<Length> {
    let marks = ["上限", "最多", "不超过", "不能超过", "最大长度", "最大支持"];
    let is_of_parts = |clause: &str| ["Values", "字符", "."].iter().any(|word| clause.contains(word));
    let mut found = Vec::new();
    for mark in marks {
        for (at, _) in line.match_indices(mark) {
            let head = before(line, at);
            let rest = skip(&line[at + mark.len()..], FILLERS);
            let rest = skip(rest, &["传入", "传", "填写", "填", "指定", "输入", "添加", "查询", "操作", "支持", " "]);
            let Some((max, behind)) = number(rest) else { continue };
            let unit = counted(behind, &[ITEMS]).filter(|_| !behind.trim_start().starts_with("个字"));
            if unit.is_some() && !is_of_parts(head) && !is_doubtful(head) {
                found.push(Length { min: None, max: Some(max) });
            }
        }
    }
    found
}

/// What follows a count: the end of the clause, or behind one of the `units`.
fn counted<'t>(rest: &'t str, units: &[&[&str]]) -> Option<&'t str> {
    let trimmed = rest.trim_start();
    let unit = units.iter().copied().flatten().find_map(|unit| trimmed.strip_prefix(unit));
    match unit {
        Some(behind) => Some(behind),
        None => super::range::ends(trimmed).then_some(rest),
    }
}

/// A length in bytes says nothing of how few characters there may be.
fn bounded(length: Length, rest: &str) -> Length {
    let in_bytes = BYTES.iter().any(|unit| rest.trim_start().starts_with(unit));
    if in_bytes { Length { min: None, ..length } } else { length }
}

#[cfg(test)]
mod tests {
    use super::{of_list, of_text};
    use codegen_model::Length;

    fn shown(found: Option<(Length, String)>) -> String {
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        found.map_or("-".to_owned(), |(length, _)| format!("{}..{}", end(length.min), end(length.max)))
    }

    #[test]
    fn lengths_of_texts() {
        for (doc, expected) in [
            ("高级配置-数据来源；不超过64个字符", "..64"),
            ("部门名称，最大长度为50个字符。", "..50"),
            ("热词表描述，长度在0-1000之间", "0..1000"),
            ("名称，长度需在1-20个字符之间", "1..20"),
            ("高性能计算集群新备注，长度[1-256]。", "1..256"),
            ("名称，最大长度不能超过60个字节。", "..60"),
            ("欢迎语，200字符以内\n注意：此字段可能返回 null", "..200"),
            ("MetaData的Value，长度不能超过256。", "..256"),
            ("回调 url（限长256字符）", "-"),
            ("目标语言术语，限制1000字符", "..1000"),
            ("长度为[1, 64]个字节", "..64"),
            ("最大不超过4M", "-"),
            ("单个热词不超过30个字符", "-"),
            ("多个用英文逗号分隔，不超过100个字符", "-"),
            ("名称，不超过20个汉字", "-"),
            ("Windows 实例：名字符长度为[2, 15]，其他类型实例：字符长度为[2, 60]", "-"),
            ("图片下载时间不超过 3 秒。", "-"),
            ("建议长度不超过64个字符", "-"),
        ] {
            assert_eq!(shown(of_text(doc, None)), expected, "{doc}");
        }
        assert_eq!(shown(of_text("不超过4个字符", Some("abcde"))), "-", "upstream's own sample is longer");
    }

    #[test]
    fn lengths_of_lists() {
        for (doc, expected) in [
            ("每次请求的实例的上限为100。参数不支持同时指定A和B。", "..100"),
            ("每次请求的`Filters`的上限为10，`Filter.Values`的上限为5。", "..10"),
            ("关键词识别ID列表，默认空为不进行识别，最多10个", "..10"),
            ("节点名字列表，一次请求，传入节点数量上限为100个", "..100"),
            ("一次最多支持200个", "..200"),
            ("单个元素不超过30个字符", "-"),
            ("最多2048个字符", "-"),
            ("上限为100，超过则取前100个", "-"),
            ("实例列表", "-"),
        ] {
            assert_eq!(shown(of_list(doc)), expected, "{doc}");
        }
    }
}

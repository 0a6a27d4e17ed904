//! Reads the limits of a text's or list's length, from sentences such as `长度不超过64个字符` and `每次请求的实例的上限为100`.

use codegen_model::Length;

use super::clause::{adjusts_values, clause_before, is_doubtful};
use super::number::{interval, number};
use super::prose::{Line, joined, lines};
use super::range::{FILLERS, consistent, is_limit_end, ranges_after, skip};

/// The greatest plausible length.
const MAX_LENGTH: i64 = 1_000_000;
/// Words that precede an upper limit.
const UPPER_MARKS: &[&str] =
    &["不超过", "不能超过", "不可超过", "不得超过", "最大长度", "最长", "最多", "最大", "上限", "限制", "限"];
/// Units of texts. A limit in bytes bounds characters from above only: a character has one or more bytes.
const CHARACTERS: &[&str] = &["个字符", "字符", "个英文字符", "位", "个字"];
const BYTES: &[&str] = &["个字节", "字节", "bytes", "byte", "Byte", "Bytes"];
/// Units of lists.
const ITEMS: &[&str] = &["个", "条", "台", "项", "组"];
/// Words of texts that count something other than characters, or that describe parts of the value.
const NOT_CHARACTERS: &[&str] = &[
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

/// Returns the limits of a text's length in characters, with the sentences.
pub(super) fn text_length(doc: &str, example: Option<&str>) -> Option<(Length, String)> {
    let lines = lines(doc);
    if adjusts_values(&lines) || lines.iter().any(|line| NOT_CHARACTERS.iter().any(|word| line.text.contains(word))) {
        return None;
    }
    let (length, why) = limits(&lines, characters)?;
    let count = example.map(|text| text.chars().count() as i64);
    let fits = count
        .is_none_or(|count| length.max.is_none_or(|max| count <= max) && length.min.is_none_or(|min| min <= count));
    fits.then_some((length, why))
}

/// Returns the limits of a list's length, with the sentences.
pub(super) fn list_length(doc: &str) -> Option<(Length, String)> {
    let lines = lines(doc);
    if adjusts_values(&lines) {
        return None;
    }
    limits(&lines, items)
}

fn limits(lines: &[Line], read: fn(&str) -> Vec<Length>) -> Option<(Length, String)> {
    let found: Vec<_> =
        lines.iter().map(|line| (read(&line.text), line)).filter(|(found, _)| !found.is_empty()).collect();
    let length = consistent(found.iter().flat_map(|(found, _)| found.iter().copied()))?;
    let is_plausible = length.min.unwrap_or(0) >= 0 && length.max.is_none_or(|max| (1..=MAX_LENGTH).contains(&max));
    let sources: Vec<Line> = found.into_iter().map(|(_, line)| line.clone()).collect();
    is_plausible.then(|| (length, joined(&sources)))
}

fn characters(line: &str) -> Vec<Length> {
    let mut found: Vec<_> = ranges_after(line, "长度", |rest| {
        let (length, rest) = interval(skip(rest, &["范围", "限制"]))
            .or_else(|| interval(skip(skip(rest, &["范围", "限制"]), FILLERS)))?;
        Some((in_characters(length, rest), skip_unit(rest, &[BYTES, CHARACTERS])?))
    })
    .collect();
    for mark in UPPER_MARKS {
        found.extend(ranges_after(line, mark, |rest| {
            let (max, rest) = number(skip(rest, &["长度", "允许", "输入", "可以"]).trim_start())?;
            // A limit without a unit counts characters if the line is about the length.
            let is_length = line.contains("长度") && is_limit_end(rest);
            let after = skip_unit(rest, &[BYTES, CHARACTERS]).filter(|after| after.len() < rest.len());
            Some((Length { min: None, max: Some(max) }, after.or(is_length.then_some(rest))?))
        }));
    }
    found.extend(within(line));
    found
}

/// Reads `N个字符以内`, a limit before its mark.
fn within(line: &str) -> Option<Length> {
    let at = line.find("字符以内").or_else(|| line.find("个字以内"))?;
    let head = line[..at].trim_end_matches('个').trim_end();
    let digits = head.len() - head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (max, rest) = number(&head[digits..])?;
    let clause = clause_before(line, digits);
    (rest.is_empty() && !is_doubtful(clause) && !head[..digits].ends_with(['-', '~']))
        .then_some(Length { min: None, max: Some(max) })
}

fn items(line: &str) -> Vec<Length> {
    let marks = ["上限", "最多", "不超过", "不能超过", "最大长度", "最大支持"];
    let is_about_parts = |clause: &str| ["Values", "字符", "."].iter().any(|word| clause.contains(word));
    let mut found = Vec::new();
    for mark in marks {
        for (at, _) in line.match_indices(mark) {
            let clause = clause_before(line, at);
            let rest = skip(&line[at + mark.len()..], FILLERS);
            let rest = skip(rest, &["传入", "传", "填写", "填", "指定", "输入", "添加", "查询", "操作", "支持", " "]);
            let Some((max, after)) = number(rest) else { continue };
            let is_counted = skip_unit(after, &[ITEMS]).is_some() && !after.trim_start().starts_with("个字");
            if is_counted && !is_about_parts(clause) && !is_doubtful(clause) {
                found.push(Length { min: None, max: Some(max) });
            }
        }
    }
    found
}

/// Returns the text behind one of the `units`, or `rest` if it ends the clause without a unit.
fn skip_unit<'t>(rest: &'t str, units: &[&[&str]]) -> Option<&'t str> {
    let trimmed = rest.trim_start();
    let unit = units.iter().copied().flatten().find_map(|unit| trimmed.strip_prefix(unit));
    match unit {
        Some(after) => Some(after),
        None => is_limit_end(trimmed).then_some(rest),
    }
}

/// Converts a length to characters. The least number of bytes is not the least number of characters.
fn in_characters(length: Length, rest: &str) -> Length {
    let in_bytes = BYTES.iter().any(|unit| rest.trim_start().starts_with(unit));
    if in_bytes { Length { min: None, ..length } } else { length }
}

#[cfg(test)]
mod tests {
    use codegen_model::Length;

    use super::{list_length, text_length};

    fn shown(found: Option<(Length, String)>) -> String {
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        found.map_or("-".to_owned(), |(length, _)| format!("{}..{}", end(length.min), end(length.max)))
    }

    #[test]
    fn reads_lengths_of_texts() {
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
            assert_eq!(shown(text_length(doc, None)), expected, "{doc}");
        }
        assert_eq!(shown(text_length("不超过4个字符", Some("abcde"))), "-", "the published sample is longer");
    }

    #[test]
    fn reads_lengths_of_lists() {
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
            assert_eq!(shown(list_length(doc)), expected, "{doc}");
        }
    }
}

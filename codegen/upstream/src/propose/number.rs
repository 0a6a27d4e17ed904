//! Reads numbers and intervals at the start of a text.

use codegen_model::Range;

/// Words between the ends of an interval.
const SEPARATORS: &[&str] = &["--", "-", "~", "到", "至"];

/// Returns the integer at the start of `text` and the rest. A fraction, a power, or a number with a unit is not
/// accepted.
pub(super) fn number(text: &str) -> Option<(i64, &str)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let length = text.len() - digits.len() + length;
    let (number, rest) = (text.get(..length)?.parse().ok()?, &text[length..]);
    let has_unit = rest.starts_with(|c: char| c.is_ascii_alphabetic() || "^_%万亿千百*".contains(c));
    let is_fraction = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (!has_unit && !is_fraction).then_some((number, rest))
}

/// Returns the interval at the start of `text` and the rest: `[1, 10]`, `(0,10]`, `1-10`, `1 到 10`.
pub(super) fn interval(text: &str) -> Option<(Range, &str)> {
    let open = text.chars().next().filter(|c| "[(".contains(*c));
    let (low, rest) = number(text[usize::from(open.is_some())..].trim_start())?;
    let rest = rest.trim_start();
    let comma = open.and_then(|_| rest.strip_prefix(','));
    let rest = comma.or_else(|| SEPARATORS.iter().find_map(|word| rest.strip_prefix(word)))?;
    let (high, rest) = number(rest.trim_start())?;
    let close = rest.trim_start().chars().next().filter(|c| "])".contains(*c) && open.is_some());
    let rest = match (open, close) {
        (None, _) => rest,
        (Some(_), Some(_)) => &rest.trim_start()[1..],
        // The text has an unmatched bracket.
        (Some(_), None) => return None,
    };
    // A round bracket excludes an end only in the notation with a comma; `(1-10)` is `1-10` in brackets.
    let is_open = |end: Option<char>, mark: char| comma.is_some() && end == Some(mark);
    let low = if is_open(open, '(') { low.checked_add(1)? } else { low };
    let high = if is_open(close, ')') { high.checked_sub(1)? } else { high };
    (low < high).then_some((Range { min: Some(low), max: Some(high) }, rest))
}

#[cfg(test)]
mod tests {
    use super::{interval, number};

    #[test]
    fn reads_integers() {
        for (text, expected) in [
            ("100。", Some(100)),
            ("-1表示", Some(-1)),
            ("100", Some(100)),
            ("1.5", None),
            ("3.", Some(3)),
            ("10M", None),
            ("10^6", None),
            ("1万", None),
            ("99999999999999999999", None),
            ("-", None),
            ("", None),
            ("个", None),
        ] {
            assert_eq!(number(text).map(|(number, _)| number), expected, "{text}");
        }
    }

    #[test]
    fn reads_intervals() {
        for (text, expected) in [
            ("[1, 10]。", Some((1, 10))),
            ("[1-10]", Some((1, 10))),
            ("(0,1440]", Some((1, 1440))),
            ("[300,15768000)", Some((300, 15_767_999))),
            ("(1-10)", Some((1, 10))),
            ("16~256", Some((16, 256))),
            ("1 - 10,", Some((1, 10))),
            ("1到10", Some((1, 10))),
            ("-1-10", Some((-1, 10))),
            ("1, 10", None),
            ("[1, 2, 3]", None),
            ("[1,10", None),
            ("10-1", None),
            ("1-10MB", None),
            ("[0, 0.5]", None),
            ("1", None),
        ] {
            let found = interval(text).map(|(range, _)| (range.min.unwrap_or(0), range.max.unwrap_or(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}

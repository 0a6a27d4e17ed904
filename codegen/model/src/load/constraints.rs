//! Reads constraints of members, and checks which of them the type of a member allows.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, Member, Range, Scalar, Type};
use crate::source::Span;
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::Node;

/// The keys of `range` and `length`.
pub const RANGE_KEYS: &[&str] = &["min", "max"];

/// Reads `{"min": 0, "max": 5}`, of which one key is optional.
pub fn range(node: &Node, diagnostics: &mut Diagnostics) -> Option<Range> {
    let fields = Fields::open(node, RANGE_KEYS, diagnostics)?;
    let range = Range { min: fields.integer("min", diagnostics), max: fields.integer("max", diagnostics) };
    check_range(range, node.span, diagnostics).then_some(range)
}

/// Checks that a range has a bound, and that its bounds are in order.
pub fn check_range(range: Range, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let problem = match (range.min, range.max) {
        (None, None) => "missing `min` or `max` in a range".to_owned(),
        (Some(min), Some(max)) if min > max => format!("`min` is greater than `max`: {min} > {max}"),
        _ => return true,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, span, problem);
    false
}

/// Reads the characters of a pattern such as `[A-Za-z0-9_]*`. Other patterns are not supported: every published pattern
/// restricts the characters of a string, and `length` restricts its length.
pub fn pattern(pattern: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let class = pattern.value.strip_prefix('[').and_then(|rest| rest.strip_suffix("]*"));
    let is_plain =
        |class: &&str| !class.is_empty() && !class.starts_with('^') && !class.contains(['[', ']', '\\', '&']);
    let class = class.filter(is_plain).map(str::to_owned);
    if class.is_none() {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, pattern.span, format!("unsupported pattern `{}`", pattern.value))
            .help("write one class of characters followed by `*`: `[A-Za-z0-9_]*`");
    }
    class
}

/// Returns the type that `constraint` requires, with an article, if `member` has another type.
pub fn type_mismatch(member: &Member, constraint: &str) -> Option<&'static str> {
    let scalar = if let Type::Scalar(scalar, _) = member.ty { Some(scalar) } else { None };
    let is_flag = matches!(member.ty, Type::Scalar(_, Format::Flag));
    let is_bytes = matches!(member.ty, Type::Scalar(_, Format::Base64 | Format::Binary));
    let is_single = !member.list && !member.map;
    let is_number = matches!(scalar, Some(Scalar::Integer | Scalar::Float)) && is_single && !is_flag;
    let is_string = scalar == Some(Scalar::String) && is_single;
    let (is_allowed, expected) = match constraint {
        "range" => (is_number, "a number without the format `flag`"),
        "length" => (is_string || member.list, "a string or a list"),
        "max-bytes" => (is_string && !is_bytes, "a string that is not encoded"),
        "pattern" => (is_string, "a string"),
        "wrapped" | "appends" => (member.list, "a list"),
        _ => return None,
    };
    (!is_allowed).then_some(expected)
}

/// Reports that the type of a member does not allow a constraint.
pub fn report_type_mismatch(
    member: &Member,
    constraint: &str,
    expected: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("`{constraint}` is not allowed for `{}`: expected {expected}", member.name);
    diagnostics.error(Code::INVALID_CONSTRAINT, span, message);
}

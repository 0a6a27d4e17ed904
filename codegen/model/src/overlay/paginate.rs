//! Reads `paginate`, the pagination of a list.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Advance, Paginate};
use crate::syntax::fields::Fields;
use crate::syntax::json::Node;

/// The keys of `paginate`.
pub const PAGINATE_KEYS: &[&str] =
    &["offset", "limit", "page", "size", "first", "token", "next", "items", "total", "more"];

/// The keys of each pagination style. The first key identifies the style.
const STYLES: [&[&str]; 3] = [&["offset", "limit"], &["page", "size", "first"], &["token", "next"]];

/// Reads `paginate`.
pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Paginate> {
    let fields = Fields::open(node, PAGINATE_KEYS, diagnostics)?;
    let advance = advance(&fields, node, diagnostics);
    let items = fields.required_string("items", diagnostics).map(|text| text.value);
    let mut text = |name: &str| fields.string(name, diagnostics).map(|text| text.value);
    let (total, more) = (text("total"), text("more"));
    Some(Paginate { advance: advance?, items: items?, total, more, places: fields.places(), span: node.span })
}

/// Reads how the next page is requested. Reports keys of another style.
fn advance(fields: &Fields<'_>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Advance> {
    let mut styles = STYLES.iter().filter(|style| fields.get(style[0]).is_some());
    let Some(style) = styles.next() else {
        let message = "missing key `offset`, `page` or `token` in `paginate`";
        diagnostics.error(Code::MISSING_KEY, node.span, message);
        return None;
    };
    let is_foreign = |name: &&str| STYLES.iter().any(|other| other != style && other.contains(name));
    for key in fields.keys().filter(|key| is_foreign(&&*key.text)) {
        let message = format!("`{}` cannot be combined with `{}`", key.text, style[0]);
        diagnostics.error(Code::INVALID_CONSTRAINT, key.span, message);
    }
    let mut text = |name: &str| fields.required_string(name, diagnostics).map(|text| text.value);
    let (first, second) = (text(style[0])?, text(style[1])?);
    Some(match style[0] {
        "offset" => Advance::Offset { offset: first, limit: second },
        "page" => {
            let first_page = fields.integer("first", diagnostics).unwrap_or(1);
            Advance::Page { page: first, size: second, first: first_page }
        }
        _ => Advance::Token { token: first, next: second },
    })
}

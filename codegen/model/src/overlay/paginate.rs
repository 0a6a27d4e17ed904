//! What entries say of lists that come page by page.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Advance, Paginate};
use crate::syntax::fields::Fields;
use crate::syntax::json::Node;

/// The keys of `paginate`.
pub const PAGINATE_KEYS: &[&str] =
    &["offset", "limit", "page", "size", "first", "token", "next", "items", "total", "more"];

/// The ways to ask for the next page: the keys that each has, of which the first names it.
const WAYS: [&[&str]; 3] = [&["offset", "limit"], &["page", "size", "first"], &["token", "next"]];

/// Reads `paginate`.
pub(super) fn paginate(node: &Node, diagnostics: &mut Diagnostics) -> Option<Paginate> {
    let fields = Fields::open(node, PAGINATE_KEYS, diagnostics)?;
    let advance = advance(&fields, node, diagnostics);
    let items = fields.required_string("items", diagnostics).map(|text| text.value);
    let mut text = |name: &str| fields.string(name, diagnostics).map(|text| text.value);
    let (total, more) = (text("total"), text("more"));
    Some(Paginate { advance: advance?, items: items?, total, more, span: node.span })
}

/// There is one way, with what goes with it and nothing of another.
fn advance(fields: &Fields<'_>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Advance> {
    let mut ways = WAYS.iter().filter(|way| fields.get(way[0]).is_some());
    let Some(way) = ways.next() else {
        let message = "`paginate` needs one of `offset`, `page` and `token`";
        diagnostics.error(Code::MISSING_KEY, node.span, message);
        return None;
    };
    let strange = |name: &&str| WAYS.iter().any(|other| other != way && other.contains(name));
    for key in fields.keys().filter(|key| strange(&&*key.text)) {
        let message = format!("`{}` does not go with `{}`", key.text, way[0]);
        diagnostics.error(Code::INVALID_CONSTRAINT, key.span, message);
    }
    let mut text = |name: &str| fields.required_string(name, diagnostics).map(|text| text.value);
    let (one, other) = (text(way[0])?, text(way[1])?);
    Some(match way[0] {
        "offset" => Advance::Offset { offset: one, limit: other },
        "page" => {
            let first = fields.integer("first", diagnostics).unwrap_or(1);
            Advance::Page { page: one, size: other, first }
        }
        _ => Advance::Token { token: one, next: other },
    })
}

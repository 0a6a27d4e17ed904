//! Notes members that are not marked as sensitive, although one of the same name and description is in another type. A name
//! alone says little: `Name` and `Key` name much that is public.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Member, Scalar, Service, Type};

/// Returns whether a description says more than a name.
fn is_telling(doc: &str) -> bool {
    doc.split_whitespace().count() > 2
}

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    let is_text = |member: &&Member| matches!(member.ty, Type::Scalar(Scalar::String, _));
    let members = || service.all_shapes().flat_map(|shape| &shape.members).filter(is_text);
    let identity = |member: &Member| (member.name.clone(), member.doc.clone());
    let sensitive = members().filter(|member| member.sensitive && is_telling(&member.doc));
    let marked: BTreeMap<_, _> = sensitive.map(|member| (identity(member), member)).collect();
    for member in members().filter(|member| !member.sensitive) {
        if let Some(twin) = marked.get(&identity(member)) {
            let message = format!("`{}` is sensitive in another type, and not marked here", member.name);
            let note = diagnostics.note(Code::SENSITIVE_TWIN, member.span, message);
            note.label(twin.span, "marked as sensitive here")
                .help("mark it, or ignore this if it holds something else");
        }
    }
}

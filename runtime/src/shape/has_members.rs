//! Whether a structure declares members of a document.

use super::member::Member;
use super::traits::{Field, Shape, Visitor};

/// Returns whether a structure declares members that travel in the body.
pub(crate) fn has_members(shape: &dyn Shape) -> bool {
    struct Find(bool);
    impl Visitor for Find {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            self.0 |= member.in_body();
        }
    }
    let mut find = Find(false);
    shape.visit(&mut find);
    find.0
}

//! Whether a structure declares members.

use super::member::{Member, Trait};
use super::traits::{Field, Shape, Visitor};

/// Returns whether a structure declares members.
pub(crate) fn has_members(shape: &dyn Shape) -> bool {
    struct Find(bool);
    impl Visitor for Find {
        fn visit(&mut self, _member: Member, _field: &dyn Field) {
            self.0 = true;
        }

        fn visit_all(&mut self, _name: &'static str, _table: &'static [Trait], fields: &[&dyn Field]) {
            self.0 |= !fields.is_empty();
        }
    }
    let mut find = Find(false);
    shape.visit(&mut find);
    find.0
}

//! The kinds of changes to an item or a facet.

use crate::words::words;

words! {
    /// How an item or a facet changed.
    ChangeKind {
        /// The item is new.
        Added "added",
        /// The item is gone.
        Removed "removed",
        /// The item has another name.
        Renamed "renamed",
        /// Only case or punctuation of the name changed.
        Respelled "respelled",
        /// The member belongs to another structure.
        Moved "moved",
        /// Some users of another type now use this new one.
        Split "split off",
        /// The users of this type now use another one.
        Merged "merged",
        /// The facet has a value for the first time.
        Set "set",
        /// The facet no longer has a value.
        Unset "unset",
        /// The facet has another value.
        Changed "changed",
        /// The facet allows less.
        Tightened "tightened",
        /// The facet allows more.
        Loosened "loosened",
        /// The set has more elements.
        Gained "gained",
        /// The set has fewer elements.
        Lost "lost",
        /// A single value became a list.
        Listed "became a list",
        /// A list became a single value.
        Unlisted "became single",
        /// A free-form object became a structure.
        Typed "became typed",
        /// A structure became a free-form object.
        Untyped "became untyped",
        /// A scalar became an enumeration.
        Enumerated "became an enumeration",
        /// An enumeration became a scalar.
        Freed "became free",
        /// The type was replaced by one with other members.
        Replaced "replaced",
        /// The type was replaced by one with the same members.
        Retitled "retitled",
        /// An integer became any number.
        Widened "widened",
        /// Any number became an integer.
        Narrowed "narrowed",
        /// The Rust type is the same; the meaning is another.
        Reformatted "reformatted",
        /// The type on the wire is the same; the Rust type is another.
        Remapped "remapped",
    }
}

//! The names that generated modules refer to. A type of a schema that has such a name gets a longer one.

/// Declares [`RuntimeItem`] from the names of its variants.
macro_rules! runtime_items {
    ($($name:ident,)*) => {
        /// An item of the runtime that generated modules import.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum RuntimeItem {
            $(#[doc = concat!("The runtime's `", stringify!($name), "`.")] $name,)*
        }

        impl RuntimeItem {
            /// The name of every item, in the order of the variants.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

// In alphabetical order: imports are printed in it. There is no other list of these names.
runtime_items! {
    Answer,
    Blob,
    Body,
    Bucket,
    ByteStream,
    Call,
    Callback,
    Client,
    Empty,
    Error,
    EventStream,
    Host,
    HttpBinding,
    ItemStream,
    Joined,
    List,
    MemberMap,
    Meta,
    Object,
    Operation,
    PageStream,
    Paginated,
    Paginator,
    Rule,
    StreamOutput,
    Submission,
    Timestamp,
    UrlBlob,
    UrlText,
    Wait,
    WaitAll,
    Waiter,
}

impl RuntimeItem {
    /// The name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// The names of the prelude that generated code uses.
pub(super) const PRELUDE: &[&str] = &[
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

#[cfg(test)]
mod tests {
    use super::RuntimeItem;

    #[test]
    fn items_are_in_alphabetical_order() {
        assert!(RuntimeItem::NAMES.is_sorted());
    }

    #[test]
    fn an_import_is_one_bit_of_a_set() {
        assert!(RuntimeItem::NAMES.len() <= 32);
    }
}

//! Knows what schemas are made of: the kinds of things, the facets that they have, and which way they travel.

use std::borrow::Cow;
use std::fmt;

/// Declares an enumeration whose values have words for people.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// The word for it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}
pub(super) use words;

words! {
    /// The kinds of things that schemas describe.
    Kind {
        /// The crate.
        Crate "crate",
        /// A module of the crate: all versions of a service.
        Service "service",
        /// One version of a service.
        Version "version",
        /// An operation.
        Operation "operation",
        /// A way to reach an operation.
        HttpBinding "way",
        /// A permission that an operation needs.
        Permission "permission",
        /// ChangeKind to wait for what an operation submits.
        Waiter "waiter",
        /// ChangeKind the pages of a list are asked for.
        Pages "pages",
        /// What is posted to the caller.
        Callback "callback",
        /// A member of an input, an output or a structure.
        Member "member",
        /// A structure.
        Structure "structure",
        /// An enumeration.
        Enum "enumeration",
        /// A value of an enumeration.
        Value "value",
        /// An error code.
        Error "error code",
        /// A line of the authorization table.
        Grant "authorization",
        /// A kind of processing rule.
        Rule "rule",
        /// A part of a processing rule.
        Part "part",
        /// A parameter of a part.
        Argument "argument",
    }
}

words! {
    /// What is said of a thing.
    Facet {
        /// Its text.
        Doc "documentation",
        /// Its page.
        Page "page",
        /// Its guide.
        Guide "guide",
        /// What is left out of it.
        LeftOut "list of what is left out",
        /// Samples.
        Examples "examples",
        /// What it is called.
        Name "name",
        /// The version whose names stand in the module itself.
        DefaultVersion "default version",
        /// What it is called in Rust.
        RustName "name in Rust",
        /// What its setter is called.
        Setter "setter",
        /// The module that it lies in.
        Module "module",
        /// Whether it is online.
        Status "status",
        /// Its access class.
        Access "access class",
        /// Whether repeating it is harmless.
        Repeatable "repeatability",
        /// ChangeKind it travels.
        Protocol "protocol",
        /// Whether the answer comes as a stream of events.
        Events "stream of events",
        /// Whether the body of the request is an object.
        StreamsBody "body of bytes",
        /// The root element of the request.
        Root "root element of the request",
        /// Whether the body of the request is JSON.
        JsonBody "JSON in the request",
        /// What the answer is.
        Answer "kind of answer",
        /// The root element of the answer.
        AnswerRoot "root element of the answer",
        /// Whether it can be used as a rule.
        RuleUse "use as a rule",
        /// Which operation tells how far a submission is.
        Query "query",
        /// Whether it waits for each of several jobs.
        Each "number of jobs",
        /// ChangeKind its answers are read.
        Waiter "reading of the query's answers",
        /// Which list the pages are of.
        Items "list of the pages",
        /// ChangeKind the next page is asked for.
        Advance "way to the next page",
        /// What is posted.
        Payload "payload",
        /// The HTTP method.
        Method "method",
        /// The host.
        Host "host",
        /// The path, without labels' names.
        Path "path",
        /// The labels of the path.
        Labels "labels",
        /// The fixed query.
        FixedQuery "fixed query",
        /// The member that decides on a way.
        Requires "deciding member",
        /// Other names in answers.
        Aliases "other names",
        /// The type.
        Type "type",
        /// The element around a list.
        Wrapped "element around the list",
        /// Where it travels.
        Location "location",
        /// Whether it must be set.
        Required "requirement",
        /// The numbers that it may be.
        Range "range",
        /// ChangeKind long it may be.
        Length "length",
        /// The characters that it may have.
        Characters "characters",
        /// What the service takes without it.
        Default "default",
        /// Whether it is secret.
        Sensitive "sensitivity",
        /// Whether it should not be used.
        Deprecated "deprecation",
        /// Whether it may be null.
        Nullable "nullability",
        /// The order of what it consists of.
        Order "order",
        /// Members of which exactly one must be set.
        OneOf "one-of groups",
        /// Members of which at least one must be set.
        SomeOf "some-of groups",
        /// Members that go together.
        Together "groups that go together",
        /// Which way it travels.
        Flow "use",
        /// Whether it is posted to addresses that no operation takes.
        Posted "posting",
        /// Whether its values are numbers.
        Integer "kind of values",
        /// ChangeKind it is written.
        Form "form",
        /// What a policy can restrict.
        Granularity "granularity",
        /// What it is granted for.
        Resource "resource",
        /// Whether it can be limited to addresses.
        IpRestriction "restriction to addresses",
        /// When it is needed.
        When "condition",
    }
}

words! {
    /// Which way a thing travels.
    Flow {
        /// It does not.
        Neither "neither",
        /// From the caller.
        Input "input",
        /// To the caller.
        Output "output",
        /// Both.
        Both "both",
    }
}

impl Flow {
    /// What travels either way of the two.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Neither, flow) | (flow, Self::Neither) => flow,
            (one, two) if one == two => one,
            _ => Self::Both,
        }
    }

    /// Whether it travels this way too.
    pub fn has(self, other: Self) -> bool {
        self == other || self == Self::Both
    }
}

/// The value of a facet. A facet that says nothing has none.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'m> {
    /// It is so.
    Yes,
    /// A text.
    Text(Cow<'m, str>),
    /// Bounds.
    Bounds(Option<i64>, Option<i64>),
    /// A set of texts, sorted.
    Set(Vec<Cow<'m, str>>),
    /// Texts in an order.
    List(Vec<&'m str>),
    /// A type.
    Type(TypeOf<'m>),
    /// Which way it travels.
    Flow(Flow),
}

/// A type, on the wire and in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOf<'m> {
    /// What it is on the wire.
    pub wire: Wire<'m>,
    /// What it holds beside that.
    pub format: &'static str,
    /// Whether it is a list of these.
    pub list: bool,
    /// Whether it is held in a box.
    pub boxed: bool,
}

impl TypeOf<'_> {
    /// Whether a field of this type has the same type in Rust as one of the other: formats that only say more of a number
    /// or a text make no difference there.
    pub fn same_in_rust(&self, other: &Self) -> bool {
        let rust = |format| match format {
            "date" | "date-time" | "date-time-iso" => "timestamp",
            "base64" | "binary" => "bytes",
            "rule" => format,
            _ => "",
        };
        (self.wire, self.list, self.boxed, rust(self.format))
            == (other.wire, other.list, other.boxed, rust(other.format))
    }
}

/// What a value is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire<'m> {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false.
    Boolean,
    /// A value of this enumeration.
    Enum(&'m str),
    /// A structure.
    Structure(&'m str),
    /// An object of any members.
    Object,
}

impl fmt::Display for TypeOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = if self.list { "list of " } else { "" };
        match self.wire {
            Wire::String => write!(f, "{list}string")?,
            Wire::Integer => write!(f, "{list}integer")?,
            Wire::Float => write!(f, "{list}number")?,
            Wire::Boolean => write!(f, "{list}boolean")?,
            Wire::Enum(name) | Wire::Structure(name) => write!(f, "{list}{name}")?,
            Wire::Object => write!(f, "{list}object")?,
        }
        if self.format.is_empty() { Ok(()) } else { write!(f, " ({})", self.format) }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes => f.write_str("yes"),
            Self::Text(text) => f.write_str(text),
            Self::Bounds(Some(min), Some(max)) => write!(f, "{min} to {max}"),
            Self::Bounds(Some(min), None) => write!(f, "at least {min}"),
            Self::Bounds(None, Some(max)) => write!(f, "at most {max}"),
            Self::Bounds(None, None) => f.write_str("any"),
            Self::Set(texts) => f.write_str(&texts.join(", ")),
            Self::List(texts) => f.write_str(&texts.join(", ")),
            Self::Type(ty) => ty.fmt(f),
            Self::Flow(flow) => flow.fmt(f),
        }
    }
}

//! The vocabulary of XML schemas: their elements and attributes. A test compares it with `ci.xsd`.

use crate::model::Scalar;
use crate::syntax::xml::ElementSpec;

/// The elements by name.
pub const ELEMENTS: &[(&str, ElementSpec)] = &[
    ("operation", OPERATION),
    ("types", TYPES),
    ("doc", DOC),
    ("page", PAGE),
    ("search-word", SEARCH_WORD),
    ("permission", PERMISSION),
    ("http", HTTP),
    ("rule", RULE),
    ("waiter", WAITER),
    ("paginate", PAGINATE),
    ("request", REQUEST),
    ("response", RESPONSE),
    ("label", MEMBER),
    ("query", MEMBER),
    ("header", MEMBER),
    ("member", MEMBER),
    ("container", CONTAINER),
    ("alternatives", ALTERNATIVES),
    ("alternative", ALTERNATIVE),
    ("when", WHEN),
    ("one-of", GROUP),
    ("some-of", GROUP),
    ("together", GROUP),
    ("enum", ENUM),
    ("value", VALUE),
    ("example", EXAMPLE),
    ("rules", RULES),
    ("rule-kind", RULE_KIND),
    ("part", PART),
    ("param", PARAM),
    ("sample", SAMPLE),
    ("errors", ERRORS),
    ("error", ERROR),
    ("callback", CALLBACK),
    ("expect", EXPECT),
    ("sent", SENT),
    ("answered", ANSWERED),
];

/// `<operation>`, the root of an operation's file.
pub const OPERATION: ElementSpec = ElementSpec {
    attributes: &["name", "access", "repeatable"],
    children: &[
        "doc",
        "page",
        "search-word",
        "permission",
        "http",
        "rule",
        "waiter",
        "paginate",
        "callback",
        "request",
        "response",
        "example",
    ],
};
/// `<types>`, the root of a file of shared types.
pub const TYPES: ElementSpec = ElementSpec { attributes: &[], children: &["container", "alternatives", "enum"] };
/// `<rules>`, the root of a file of processing rules.
pub const RULES: ElementSpec = ElementSpec { attributes: &[], children: &["rule-kind"] };
/// `<rule-kind>`, a kind of rule: its form, and the parts that can follow.
pub const RULE_KIND: ElementSpec =
    ElementSpec { attributes: &["name", "form"], children: &["doc", "page", "search-word", "param", "part", "sample"] };
/// `<part>` of a rule.
pub const PART: ElementSpec = ElementSpec { attributes: &["name", "form"], children: &["doc", "param"] };
/// `<param>` of a part.
pub const PARAM: ElementSpec =
    ElementSpec { attributes: &["name", "type", "min", "max", "max-length", "enum", "format"], children: &[] };
/// `<sample>`, an example of a rule.
pub const SAMPLE: ElementSpec = ElementSpec { attributes: &[], children: &[] };
/// `<errors>`, the root of a file of error codes.
pub const ERRORS: ElementSpec = ElementSpec { attributes: &[], children: &["error"] };
/// `<error>`, an error code.
pub const ERROR: ElementSpec = ElementSpec { attributes: &["code", "name"], children: &[] };
/// `<callback>`, a request from the service to an address of the caller.
pub const CALLBACK: ElementSpec = ElementSpec { attributes: &["payload"], children: &["doc", "expect"] };
/// `<expect>`, values by which a posted document is told apart from others.
pub const EXPECT: ElementSpec = ElementSpec { attributes: &["member", "values"], children: &[] };
/// `<doc>`, documentation.
pub const DOC: ElementSpec = ElementSpec { attributes: &[], children: &[] };
/// `<page>`, the documentation page.
pub const PAGE: ElementSpec = ElementSpec { attributes: &["href"], children: &[] };
/// `<search-word>`, a word by which people search for an operation or a rule.
pub const SEARCH_WORD: ElementSpec = ElementSpec { attributes: &[], children: &[] };
/// `<permission>`, an action that a policy must allow.
pub const PERMISSION: ElementSpec = ElementSpec { attributes: &["action"], children: &[] };
/// `<http>`, an HTTP binding.
pub const HTTP: ElementSpec = ElementSpec {
    attributes: &["method", "host", "alternative-hosts", "path", "constructor", "requires"],
    children: &[],
};
/// `<rule/>`, marks an operation that can be a rule in `Pic-Operations`.
pub const RULE: ElementSpec = ElementSpec { attributes: &[], children: &[] };
/// `<waiter>`, how to wait for the job that an operation submits.
pub const WAITER: ElementSpec = ElementSpec {
    attributes: &["query", "from", "each", "to", "status", "done", "failed", "code", "message"],
    children: &[],
};
/// `<paginate>`, how to request further pages of a list.
pub const PAGINATE: ElementSpec = ElementSpec {
    attributes: &["offset", "limit", "page", "size", "first", "token", "next", "items", "total", "more"],
    children: &[],
};
/// `<request>`.
pub const REQUEST: ElementSpec = ElementSpec {
    attributes: &["root", "body", "max-bytes", "content-md5"],
    children: &["label", "query", "header", "member", "one-of", "some-of", "together", "when"],
};
/// `<response>`.
pub const RESPONSE: ElementSpec =
    ElementSpec { attributes: &["root", "body", "format"], children: &["header", "member"] };
/// `<member>`, `<label>`, `<query>` and `<header>`.
pub const MEMBER: ElementSpec = ElementSpec {
    attributes: &[
        "name",
        "rust",
        "type",
        "shape",
        "enum",
        "required",
        "min",
        "max",
        "min-length",
        "max-length",
        "max-bytes",
        "pattern",
        "default",
        "sensitive",
        "format",
        "alias",
        "deprecated",
        "wrapped",
        "appends",
    ],
    children: &["doc", "member", "one-of", "some-of", "together", "when"],
};
/// `<container>`, a shared structure.
pub const CONTAINER: ElementSpec = ElementSpec {
    attributes: &["name", "callback", "open"],
    children: &["doc", "member", "one-of", "some-of", "together", "when", "expect"],
};
/// `<alternatives>`, structures that a member tells apart.
pub const ALTERNATIVES: ElementSpec = ElementSpec { attributes: &["name", "by"], children: &["doc", "alternative"] };
/// `<alternative>`, one of them.
pub const ALTERNATIVE: ElementSpec = ElementSpec { attributes: &["value", "rust", "shape"], children: &[] };
/// `<when>`: members that must be set if another one has a value.
pub const WHEN: ElementSpec = ElementSpec { attributes: &["member", "is", "requires"], children: &[] };
/// `<one-of>`, `<some-of>` and `<together>`: members that exclude or require each other.
pub const GROUP: ElementSpec = ElementSpec { attributes: &["members"], children: &[] };
/// The elements of members.
pub const MEMBERS: &[&str] = &["label", "query", "header", "member"];
/// The elements of groups.
pub const GROUPS: &[&str] = &["one-of", "some-of", "together"];
/// `<enum>`, a shared enumeration.
pub const ENUM: ElementSpec = ElementSpec { attributes: &["name", "type"], children: &["doc", "value"] };
/// `<value>` of an enumeration.
pub const VALUE: ElementSpec = ElementSpec { attributes: &["name", "rust"], children: &[] };
/// `<example>`.
pub const EXAMPLE: ElementSpec = ElementSpec { attributes: &["title", "via"], children: &["sent", "answered"] };
/// `<sent>`, the request of an example: request line, headers, body.
pub const SENT: ElementSpec = ElementSpec { attributes: &[], children: &[] };
/// `<answered>`, the response of an example: its body.
pub const ANSWERED: ElementSpec = ElementSpec { attributes: &["status", "content-type"], children: &[] };

/// The types, as the documentation of Cloud Infinite spells them. Each can be followed by ` Array`, and those in
/// [`MAP_TYPES`] by ` Map`.
pub const MEMBER_TYPES: &[(&str, Kind)] = &[
    ("String", Kind::Scalar(Scalar::String)),
    ("Integer", Kind::Scalar(Scalar::Integer)),
    ("Float", Kind::Scalar(Scalar::Float)),
    ("Boolean", Kind::Scalar(Scalar::Boolean)),
    ("Container", Kind::Container),
    ("Object", Kind::Object),
];

/// The types of the values of a map.
pub const MAP_TYPES: &[&str] = &["String", "Container"];

/// The kind of a type.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// A group of members.
    Container,
    /// An object whose member names are data.
    Object,
}

/// The bodies of requests other than an XML document.
pub const REQUEST_BODIES: &[(&str, RequestBody)] = &[("stream", RequestBody::Stream), ("json", RequestBody::Json)];

/// A body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestBody {
    /// The bytes of an object.
    Stream,
    /// A JSON object of the members.
    Json,
}

/// The bodies of responses other than a document, and whether they are bytes instead of a JSON object.
pub const RESPONSE_BODIES: &[(&str, bool)] = &[("stream", true), ("object", false)];

/// The types of rule parameters.
pub const PARAM_TYPES: &[(&str, Scalar)] =
    &[("Integer", Scalar::Integer), ("Float", Scalar::Float), ("String", Scalar::String)];

/// The formats of rule parameters, and the type that each applies to.
pub const PARAM_FORMATS: &[(&str, Scalar)] = &[("base64", Scalar::String), ("flag", Scalar::Integer)];

/// The HTTP methods.
pub const METHODS: &[(&str, ())] =
    &[("GET", ()), ("PUT", ()), ("POST", ()), ("DELETE", ()), ("HEAD", ()), ("OPTIONS", ())];

//! The vocabulary of Cloud Infinite schemas: which elements and attributes there are. The XSD says the same; a test
//! keeps the two together.

use crate::model::Scalar;
use crate::syntax::xml::Form;

/// What an element may hold, by its name. `request`, `response` and the like have one form wherever they stand.
pub const FORMS: &[(&str, Form)] = &[
    ("operation", OPERATION),
    ("types", TYPES),
    ("doc", DOC),
    ("page", PAGE),
    ("permission", PERMISSION),
    ("http", HTTP),
    ("rule", RULE),
    ("waiter", WAITER),
    ("request", REQUEST),
    ("response", RESPONSE),
    ("label", MEMBER),
    ("query", MEMBER),
    ("header", MEMBER),
    ("member", MEMBER),
    ("container", CONTAINER),
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
    ("sent", SENT),
    ("answered", ANSWERED),
];

/// `<operation>`, the root of an operation's file.
pub const OPERATION: Form = Form {
    attributes: &["name", "access"],
    children: &["doc", "page", "permission", "http", "rule", "waiter", "callback", "request", "response", "example"],
};
/// `<types>`, the root of a file of shared types.
pub const TYPES: Form = Form { attributes: &[], children: &["container", "enum"] };
/// `<rules>`, the root of a file of processing rules.
pub const RULES: Form = Form { attributes: &[], children: &["rule-kind"] };
/// `<rule-kind>`, a kind of rule: its form, and what can stand behind it.
pub const RULE_KIND: Form =
    Form { attributes: &["name", "form"], children: &["doc", "page", "param", "part", "sample"] };
/// `<part>` of a rule.
pub const PART: Form = Form { attributes: &["name", "form"], children: &["doc", "param"] };
/// `<param>` of a part.
pub const PARAM: Form =
    Form { attributes: &["name", "type", "min", "max", "max-length", "enum", "format"], children: &[] };
/// `<sample>`, a whole rule.
pub const SAMPLE: Form = Form { attributes: &[], children: &[] };
/// `<errors>`, the root of a file of error codes.
pub const ERRORS: Form = Form { attributes: &[], children: &["error"] };
/// `<error>`, an error code.
pub const ERROR: Form = Form { attributes: &["code", "name"], children: &[] };
/// `<callback>`, what the service posts to an address of the caller.
pub const CALLBACK: Form = Form { attributes: &["payload"], children: &[] };
/// `<doc>`, documentation.
pub const DOC: Form = Form { attributes: &[], children: &[] };
/// `<page>`, the documentation page.
pub const PAGE: Form = Form { attributes: &["href"], children: &[] };
/// `<permission>`, what a caller must be allowed.
pub const PERMISSION: Form = Form { attributes: &["action"], children: &[] };
/// `<http>`, a way to reach the operation.
pub const HTTP: Form = Form { attributes: &["method", "host", "path", "constructor", "requires"], children: &[] };
/// `<rule/>`: can be used inside `Pic-Operations`.
pub const RULE: Form = Form { attributes: &[], children: &[] };
/// `<waiter>`: how to wait for what the operation submits.
pub const WAITER: Form =
    Form { attributes: &["query", "from", "each", "to", "status", "done", "failed", "code", "message"], children: &[] };
/// `<request>`.
pub const REQUEST: Form = Form {
    attributes: &["root", "body"],
    children: &["label", "query", "header", "member", "one-of", "some-of", "together"],
};
/// `<response>`.
pub const RESPONSE: Form = Form { attributes: &["root", "body", "format"], children: &["member"] };
/// `<member>` and its kin by location.
pub const MEMBER: Form = Form {
    attributes: &[
        "name",
        "type",
        "shape",
        "enum",
        "required",
        "min",
        "max",
        "min-length",
        "max-length",
        "pattern",
        "default",
        "sensitive",
        "format",
        "alias",
        "deprecated",
        "wrapped",
    ],
    children: &["doc", "member", "one-of", "some-of", "together"],
};
/// `<container>`, a shared structure.
pub const CONTAINER: Form =
    Form { attributes: &["name", "callback"], children: &["doc", "member", "one-of", "some-of", "together"] };
/// `<one-of>`, `<some-of>` and `<together>`: members that exclude or need each other.
pub const GROUP: Form = Form { attributes: &["members"], children: &[] };
/// The elements that are groups.
pub const GROUPS: &[&str] = &["one-of", "some-of", "together"];
/// `<enum>`, a shared enumeration.
pub const ENUM: Form = Form { attributes: &["name", "type"], children: &["doc", "value"] };
/// `<value>` of an enumeration.
pub const VALUE: Form = Form { attributes: &["name", "rust"], children: &[] };
/// `<example>`.
pub const EXAMPLE: Form = Form { attributes: &["title", "via"], children: &["sent", "answered"] };
/// `<sent>`: request line, headers, body.
pub const SENT: Form = Form { attributes: &[], children: &[] };
/// `<answered>`: the body of the answer.
pub const ANSWERED: Form = Form { attributes: &["status", "content-type"], children: &[] };

/// The types, as the documentation of Cloud Infinite spells them; each also with ` Array` behind it.
pub const MEMBER_TYPES: &[(&str, Kind)] = &[
    ("String", Kind::Scalar(Scalar::String)),
    ("Integer", Kind::Scalar(Scalar::Integer)),
    ("Float", Kind::Scalar(Scalar::Float)),
    ("Boolean", Kind::Scalar(Scalar::Boolean)),
    ("Container", Kind::Container),
    ("Object", Kind::Object),
];

/// What the word for a type means.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// A group of members.
    Container,
    /// Members whose names are data.
    Object,
}

/// What the body of a request can be beside an XML document: bytes, or a JSON object of the members.
pub const REQUEST_BODIES: &[(&str, RequestBody)] = &[("stream", RequestBody::Stream), ("json", RequestBody::Json)];

/// What the word for the body of a request means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestBody {
    /// The bytes of an object.
    Stream,
    /// A JSON object.
    Json,
}

/// What the body of an answer can be beside a document: bytes, or a JSON object of any members.
pub const ANSWER_BODIES: &[(&str, bool)] = &[("stream", true), ("object", false)];

/// The types of parameters of rules.
pub const PARAM_TYPES: &[(&str, Scalar)] =
    &[("Integer", Scalar::Integer), ("Float", Scalar::Float), ("String", Scalar::String)];

/// How a text in a rule can travel.
pub const PARAM_FORMATS: &[(&str, ())] = &[("base64", ())];

/// The methods.
pub const METHODS: &[(&str, ())] = &[("GET", ()), ("PUT", ()), ("POST", ()), ("DELETE", ()), ("HEAD", ())];

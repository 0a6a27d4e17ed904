//! Operations: names, HTTP bindings, inputs and responses.

use super::authorization::{Access, Permission};
use super::paginate::Paginate;
use super::shape::{Format, Member, Scalar, Shape, Type};
use super::sites::Sites;
use crate::source::{Places, SourceText, Span};

/// An operation. API 3.0 calls it an action.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name.
    pub name: String,
    /// The index of its schema file in the units of the service.
    pub unit: usize,
    /// Whether an HTTP binding or the response could not be read, so that examples say nothing about them.
    pub incomplete: bool,
    /// The documentation.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// The words by which people search for it.
    pub search_words: Vec<String>,
    /// The status that upstream publishes: `online`, `deprecated`, `offline`.
    pub status: Option<String>,
    /// The sites that have it, if the schema says so. Otherwise those of the version.
    pub sites: Option<Sites>,
    /// Why the operation is deprecated, and its replacement, if the overlay says so.
    pub deprecated: Option<String>,
    /// The access class.
    pub access: Option<Access>,
    /// Whether the operation is safe to repeat, if that does not follow from the access class.
    pub idempotent: Option<bool>,
    /// The permissions that a caller needs.
    pub permissions: Vec<Permission>,
    /// The protocol.
    pub protocol: Protocol,
    /// The input.
    pub input: Shape,
    /// Whether the request body is the bytes of an object.
    pub streams_body: bool,
    /// The largest number of bytes of a body that is bytes.
    pub max_body: Option<i64>,
    /// Whether the request body is sent with its MD5.
    pub content_md5: bool,
    /// The response.
    pub response: Response,
    /// Whether the response is also available as server-sent events.
    pub events: bool,
    /// Whether the operation can be used as a rule inside `Pic-Operations`.
    pub rule: bool,
    /// How to request further pages.
    pub paginate: Option<Paginate>,
    /// The member that makes the request safe to repeat.
    pub idempotency_token: Option<IdempotencyToken>,
    /// How to wait for a submitted job.
    pub waiter: Option<Waiter>,
    /// The payload that the service posts to a URL of the caller.
    pub callback: Option<Callback>,
    /// Examples of requests and responses.
    pub examples: Vec<Example>,
    /// The name of the Rust type. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

impl Operation {
    /// Returns the structure of the response, if it is one.
    pub fn output(&self) -> Option<&Shape> {
        match &self.response {
            Response::Shape { shape, .. } | Response::Headed(shape) => Some(shape),
            Response::Stream | Response::Object => None,
        }
    }

    /// Returns the member that requests events, if the caller can choose.
    pub fn event_switch(&self) -> Option<&Member> {
        let is_switch = |member: &&Member| !member.list && matches!(member.ty, Type::Scalar(Scalar::Boolean, _));
        self.input.member("Stream").filter(|_| self.events).filter(is_switch)
    }

    /// Whether the response is the bytes of an object.
    pub fn answers_bytes(&self) -> bool {
        matches!(self.response, Response::Stream | Response::Headed(_))
    }

    /// Whether the request is a form, because it has files.
    pub fn takes_form(&self) -> bool {
        let is_file = |member: &Member| matches!(member.ty, Type::Scalar(_, Format::Binary));
        matches!(self.protocol, Protocol::Action) && self.input.members.iter().any(is_file)
    }

    /// Whether the operation is sent to a client. Others are sent to a bucket, which their host begins with or belongs to.
    pub fn is_of_client(&self) -> bool {
        match &self.protocol {
            Protocol::Action => true,
            Protocol::Rest { bindings, .. } => bindings.iter().all(|binding| binding.host.is_of_client()),
        }
    }

    /// Whether input and response are unpublished.
    pub fn opaque(&self) -> bool {
        matches!((&self.protocol, &self.response), (Protocol::Action, Response::Object))
    }

    /// Returns why the operation is deprecated, if the overlay or upstream says so.
    pub fn deprecated(&self) -> Option<&str> {
        if self.deprecated.is_some() {
            return self.deprecated.as_deref();
        }
        match self.status.as_deref()? {
            "deprecated" => Some("the service calls it deprecated"),
            "offline" => Some("the service has taken it offline"),
            _ => None,
        }
    }

    /// Whether the schema says if the operation is safe to repeat. Published tables lack some actions.
    pub fn has_access(&self) -> bool {
        self.access.is_some() || matches!(self.protocol, Protocol::Action)
    }

    /// Whether the operation is safe to repeat.
    pub fn repeatable(&self) -> bool {
        self.idempotent.unwrap_or(self.access == Some(Access::Read))
    }
}

/// A member of an input by which the service recognizes a repeated request. Clients fill it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyToken {
    /// The name of the member.
    pub member: String,
    /// The span of the fact.
    pub span: Span,
}

/// The protocol of an operation.
#[derive(Clone, Debug)]
pub enum Protocol {
    /// API 3.0: JSON to `POST /`, the action in a header.
    Action,
    /// REST, on the hosts of Cloud Infinite.
    Rest {
        /// The HTTP bindings.
        bindings: Vec<HttpBinding>,
        /// The root element of the request body; empty if there is no body, or if it is JSON.
        root: String,
        /// Whether the request body is JSON.
        json: bool,
    },
}

/// The method, host and path of an operation.
#[derive(Clone, Debug)]
pub struct HttpBinding {
    /// The HTTP method.
    pub method: String,
    /// The host that clients call.
    pub host: Host,
    /// Other hosts that accept the same requests.
    pub alternative_hosts: Vec<Host>,
    /// The path and the fixed query.
    pub path: String,
    /// The constructor of requests with this binding, unless it is `new`.
    pub constructor: Option<String>,
    /// The member that selects this binding if it is set.
    pub requires: Option<String>,
    /// The documentation.
    pub doc: String,
    /// The span of the description.
    pub span: Span,
}

impl HttpBinding {
    /// Returns the names of the labels in the path.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let opened = self.path.split('{').skip(1);
        opened.filter_map(|rest| Some(rest.split_once('}')?.0.trim_end_matches('+')))
    }
}

/// A host of Cloud Infinite. Most belong to a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Objects.
    Cos,
    /// Jobs, queues, templates.
    Ci,
    /// Image settings, images from elsewhere.
    Pic,
    /// Operations without a bucket, such as listing the buckets for which a service is enabled.
    Region,
    /// Operations on an account, whose APPID ends the name of a bucket.
    Account,
    /// Operations of object storage on the account of the caller, in all regions.
    Service,
    /// Downloads from the web to object storage, in a region.
    Migration,
    /// Vector buckets of a region.
    Vectors,
}

impl Host {
    /// All hosts with their names in schemas.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("cos", Self::Cos),
        ("ci", Self::Ci),
        ("pic", Self::Pic),
        ("region", Self::Region),
        ("account", Self::Account),
        ("service", Self::Service),
        ("migration", Self::Migration),
        ("vectors", Self::Vectors),
    ];

    /// The hosts that begin with the name of a bucket, by the label after it.
    pub const OF_BUCKET: &'static [(&'static str, Self)] = &[("cos", Self::Cos), ("ci", Self::Ci), ("pic", Self::Pic)];

    /// Returns the name in schemas.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, host)| *host == self).map_or("", |(name, _)| name)
    }

    /// Whether the host name begins with the name of a bucket.
    pub fn is_of_bucket(self) -> bool {
        Self::OF_BUCKET.iter().any(|(_, host)| *host == self)
    }

    /// Whether neither a bucket nor its account is in the host name, so that a client can call it.
    pub fn is_of_client(self) -> bool {
        matches!(self, Self::Service | Self::Migration | Self::Vectors)
    }

    /// Whether the host name contains `ci`.
    pub fn is_ci(self) -> bool {
        matches!(self, Self::Ci | Self::Region | Self::Account)
    }
}

/// The response of an operation.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "nearly all are the large one, and there is one an operation")]
pub enum Response {
    /// A structure.
    Shape {
        /// The structure.
        shape: Shape,
        /// The root element of an XML response; empty for JSON.
        root: String,
        /// Whether the body is JSON.
        json: bool,
    },
    /// The bytes of an object.
    Stream,
    /// The bytes of an object, and members in the headers beside them.
    Headed(Shape),
    /// A JSON object with arbitrary members. The request of the action is one as well, because its members are unpublished.
    Object,
}

impl Response {
    /// Returns the structure for modification.
    pub fn shape_mut(&mut self) -> Option<&mut Shape> {
        match self {
            Self::Shape { shape, .. } | Self::Headed(shape) => Some(shape),
            Self::Stream | Self::Object => None,
        }
    }
}

/// How to wait for a submitted job. Paths name members: `JobsDetail.State`; in a list they apply to all items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiter {
    /// The operation that returns the state of the job.
    pub query: String,
    /// The path of the ID in the response of the submission or, if that has no such member, in its input.
    pub from: String,
    /// Whether the submission returns several IDs, each of which is queried.
    pub each: bool,
    /// The member of the query that takes the ID.
    pub to: String,
    /// The path of the state in the response of the query.
    pub status: String,
    /// The states of a successful job.
    pub done: Vec<String>,
    /// The states of a failed job.
    pub failed: Vec<String>,
    /// The path of the error code of a failed job.
    pub code: Option<String>,
    /// The path of the error message of a failed job.
    pub message: Option<String>,
    /// The spans of the parts.
    pub places: Places,
    /// The span of the description.
    pub span: Span,
}

/// The payload that a service posts to a URL of the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The operation with the same output, or the shape.
    pub payload: String,
    /// When the service posts it, and how to verify it.
    pub doc: String,
    /// The values that its payloads have, besides those that every document of the payload's type has.
    pub expected: Vec<Expected>,
    /// The span of the description.
    pub span: Span,
}

/// Values that a posted document has at a path: its event, or the kind of its job. Another value is another callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The path of the member: `JobsDetail.Tag`.
    pub member: String,
    /// The values, of which the document has one.
    pub values: Vec<String>,
    /// The span of the description.
    pub span: Span,
}

/// An example of a request and its response.
#[derive(Clone, Debug)]
pub struct Example {
    /// The title.
    pub title: String,
    /// The operation that carries the request, if it is another one.
    pub via: Option<String>,
    /// The request: a JSON body (API 3.0), or request line, headers and body (Cloud Infinite).
    pub request: SourceText,
    /// The HTTP status of the response.
    pub status: u16,
    /// The content type of the response; empty for JSON and XML.
    pub content_type: String,
    /// The body of the response.
    pub response: SourceText,
    /// The span of the description.
    pub span: Span,
}

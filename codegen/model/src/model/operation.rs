//! Operations: what they are called, where they live, what they take and answer.

use super::authorization::{Access, Permission};
use super::paginate::Paginate;
use super::shape::{Format, Member, Scalar, Shape, Type};
use crate::source::Span;

/// An operation. API 3.0 calls it an action.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// The index of the schema file that it comes from in the service's units.
    pub unit: usize,
    /// What it does.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// `online`, `deprecated`, `offline`, where upstream says so.
    pub status: Option<String>,
    /// Why not to use it any more, and what to use instead, where the overlay says so.
    pub deprecated: Option<String>,
    /// Whether it reads, writes or does something else.
    pub access: Option<Access>,
    /// Whether repeating it is harmless, where that does not follow from its class.
    pub idempotent: Option<bool>,
    /// What a caller must be allowed to do.
    pub permissions: Vec<Permission>,
    /// How it travels.
    pub protocol: Protocol,
    /// What it takes.
    pub input: Shape,
    /// Whether the request's body is the bytes of an object.
    pub streams_body: bool,
    /// What it answers.
    pub response: Response,
    /// Whether what it answers can also come as server-sent events.
    pub events: bool,
    /// Whether it can be used as a rule inside `Pic-Operations`.
    pub rule: bool,
    /// How to ask for the rest of what it lists.
    pub paginate: Option<Paginate>,
    /// How to wait for what it submits.
    pub waiter: Option<Waiter>,
    /// What the service posts to an address of the caller.
    pub callback: Option<Callback>,
    /// Samples of what is sent and answered.
    pub examples: Vec<Example>,
    /// The type's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

impl Operation {
    /// The structure of the answer, where it is one.
    pub fn output(&self) -> Option<&Shape> {
        match &self.response {
            Response::Shape { shape, .. } => Some(shape),
            Response::Stream | Response::Object => None,
        }
    }

    /// The member that asks for events, where the answer can come in some and there is a choice.
    pub fn event_switch(&self) -> Option<&Member> {
        let is_switch = |member: &&Member| !member.list && matches!(member.ty, Type::Scalar(Scalar::Boolean, _));
        self.input.member("Stream").filter(|_| self.events).filter(is_switch)
    }

    /// Whether its request is a form, because it has files.
    pub fn takes_form(&self) -> bool {
        let is_file = |member: &Member| matches!(member.ty, Type::Scalar(_, Format::Binary));
        matches!(self.protocol, Protocol::Action) && self.input.members.iter().any(is_file)
    }

    /// Whether nobody has published what it takes and answers.
    pub fn opaque(&self) -> bool {
        matches!((&self.protocol, &self.response), (Protocol::Action, Response::Object))
    }

    /// Why not to use it any more, where the overlay or upstream says so.
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

    /// Whether repeating the operation changes nothing.
    pub fn repeatable(&self) -> bool {
        self.idempotent.unwrap_or(self.access == Some(Access::Read))
    }
}

/// How an operation travels.
#[derive(Clone, Debug)]
pub enum Protocol {
    /// API 3.0: JSON to `POST /`, the action in a header.
    Action,
    /// Cloud Infinite.
    Rest {
        /// The ways to reach it.
        bindings: Vec<HttpBinding>,
        /// The root element of the request body; empty where there is none, and where it is JSON.
        root: String,
        /// Whether the request body is JSON.
        json: bool,
    },
}

/// One way to reach an operation.
#[derive(Clone, Debug)]
pub struct HttpBinding {
    /// The HTTP method.
    pub method: String,
    /// Which of the bucket's hosts.
    pub host: Host,
    /// Path and fixed query.
    pub path: String,
    /// The constructor that makes a request take this way, beside `new`.
    pub constructor: Option<String>,
    /// The member that must be set for this way to be taken.
    pub requires: Option<String>,
    /// What this way is for.
    pub doc: String,
    /// Where it is described.
    pub span: Span,
}

impl HttpBinding {
    /// The names of the labels in the path.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let opened = self.path.split('{').skip(1);
        opened.filter_map(|rest| Some(rest.split_once('}')?.0.trim_end_matches('+')))
    }
}

/// The hosts of Cloud Infinite, most of them a bucket's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Objects.
    Cos,
    /// Jobs, queues, templates.
    Ci,
    /// Image settings, images from elsewhere.
    Pic,
    /// What concerns no bucket, such as which buckets have a service switched on.
    Region,
    /// What concerns no bucket, but the account that a bucket's name ends with.
    Account,
}

impl Host {
    /// All of them, as schemas spell them.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("cos", Self::Cos),
        ("ci", Self::Ci),
        ("pic", Self::Pic),
        ("region", Self::Region),
        ("account", Self::Account),
    ];

    /// The hosts that a bucket's name is part of, by what stands behind it.
    pub const OF_BUCKET: &'static [(&'static str, Self)] = &[("cos", Self::Cos), ("ci", Self::Ci), ("pic", Self::Pic)];

    /// The host as schemas spell it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, host)| *host == self).map_or("", |(name, _)| name)
    }

    /// Whether it is one of those that are called `ci`.
    pub fn is_ci(self) -> bool {
        matches!(self, Self::Ci | Self::Region | Self::Account)
    }
}

/// What an operation answers.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "nearly all are the large one, and there is one an operation")]
pub enum Response {
    /// A structure.
    Shape {
        /// The structure.
        shape: Shape,
        /// The root element, for XML answers; `json` bodies have none.
        root: String,
        /// Whether the body is JSON.
        json: bool,
    },
    /// The bytes of an object.
    Stream,
    /// A JSON object of any members. The request of an action is one as well then: nobody has published what they are.
    Object,
}

impl Response {
    /// The structure, to be changed.
    pub fn shape_mut(&mut self) -> Option<&mut Shape> {
        match self {
            Self::Shape { shape, .. } => Some(shape),
            Self::Stream | Self::Object => None,
        }
    }
}

/// How to wait for the result of a submission. Paths name members: `JobsDetail.State`; in a list they mean all items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiter {
    /// The operation that tells how far it is.
    pub query: String,
    /// The id in the submission's answer or, where that has no such member, in the submission.
    pub from: String,
    /// Whether the submission's answer has several ids, each of which is asked for.
    pub each: bool,
    /// The member of the query that takes it.
    pub to: String,
    /// The state in the query's answer.
    pub status: String,
    /// States that mean that the result is there.
    pub done: Vec<String>,
    /// States that mean that there will be none.
    pub failed: Vec<String>,
    /// The code of a failure in the query's answer.
    pub code: Option<String>,
    /// The reason of a failure in the query's answer.
    pub message: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// What a service posts to an address that the caller gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The operation that answers the same, or the shape that it is.
    pub payload: String,
    /// When it comes, and how to make sure of it.
    pub doc: String,
    /// Where it is described.
    pub span: Span,
}

/// A sample of what is sent and answered.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// The operation that the sample goes through, where that is another one.
    pub via: Option<String>,
    /// What is sent: a JSON body (API 3.0), or request line, headers and body (Cloud Infinite).
    pub request: String,
    /// The status of the answer.
    pub status: u16,
    /// The content type of the answer; empty for JSON and XML.
    pub content_type: String,
    /// The body of the answer.
    pub response: String,
    /// Where it is described.
    pub span: Span,
}

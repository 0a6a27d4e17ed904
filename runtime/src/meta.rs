//! Where an operation lives and how it travels: data that the schema states.

/// Where an operation lives and how it travels.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// The operation's name, as the service has it.
    pub name: &'static str,
    /// How it travels.
    pub protocol: Protocol,
    /// Whether repeating it changes nothing, so that it may be sent again after an unclear failure.
    pub repeatable: bool,
    /// Whether it is sent without a signature, and credentials are not even asked for.
    pub unsigned: bool,
}

/// The two protocols of Tencent Cloud's image services.
#[derive(Clone, Copy, Debug)]
pub enum Protocol {
    /// API 3.0: JSON to `POST /`, the action in a header, signed with TC3-HMAC-SHA256.
    Action {
        /// The service, as in `ims.tencentcloudapi.com`.
        service: &'static str,
        /// The version, as in `2020-12-29`.
        version: &'static str,
    },
    /// Cloud Infinite: any method and path, most on a host of the bucket, signed the way of object storage.
    Rest {
        /// The ways to reach the operation. The first one whose labels and required member are set is taken.
        ways: &'static [Way],
        /// What the body of the request is, where it is not the bytes of an object.
        content: Content,
        /// What the body of the answer is.
        answer: Answer,
    },
}

/// One way to reach a Cloud Infinite operation.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The HTTP method.
    pub method: &'static str,
    /// Which of the bucket's hosts.
    pub host: Host,
    /// Path and fixed query: `/image/auditing/{JobId}`, `/{ObjectKey+}?ci-process=AIEnhanceImage`.
    pub path: &'static str,
    /// A member that must be set for this way to be taken; empty where there is none.
    pub requires: &'static str,
}

impl Way {
    /// A way that only its labels decide on.
    pub const fn new(method: &'static str, host: Host, path: &'static str) -> Self {
        Self { method, host, path, requires: "" }
    }

    /// A way that is taken when `member` is set.
    pub const fn requires(self, member: &'static str) -> Self {
        Self { requires: member, ..self }
    }
}

/// What the members of a Cloud Infinite request become that travel in its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// There is none.
    Nothing,
    /// An XML document with this root element.
    Xml(&'static str),
    /// A JSON object.
    Json,
}

/// The hosts of Cloud Infinite, most of them a bucket's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// `<bucket>.cos.<region>.myqcloud.com`: objects, and whatever is done with one.
    Cos,
    /// `<bucket>.ci.<region>.myqcloud.com`: jobs, queues, templates.
    Ci,
    /// `<bucket>.pic.<region>.myqcloud.com`: image settings of the bucket, images from elsewhere.
    Pic,
    /// `ci.<region>.myqcloud.com`: what concerns no bucket, such as which buckets have a service switched on.
    CiRegion,
    /// `<account>.ci.<region>.myqcloud.com`: what concerns no bucket, but the account that a bucket's name ends with.
    CiAccount,
}

impl Host {
    /// The host's part of the name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cos => "cos",
            Self::Ci | Self::CiRegion | Self::CiAccount => "ci",
            Self::Pic => "pic",
        }
    }
}

/// What the body of a Cloud Infinite answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An XML document with this root element.
    Xml(&'static str),
    /// A JSON object.
    Json,
    /// The bytes of an object or image.
    Stream,
    /// Nothing.
    Empty,
}

impl Meta {
    /// An API 3.0 action.
    pub const fn action(service: &'static str, version: &'static str, name: &'static str) -> Self {
        Self { name, protocol: Protocol::Action { service, version }, repeatable: false, unsigned: false }
    }

    /// A Cloud Infinite operation. `root` is the root element of the request's body; empty where there is none.
    pub const fn rest(name: &'static str, ways: &'static [Way], root: &'static str, answer: Answer) -> Self {
        let content = if root.is_empty() { Content::Nothing } else { Content::Xml(root) };
        Self { name, protocol: Protocol::Rest { ways, content, answer }, repeatable: false, unsigned: false }
    }

    /// States that the request's body is JSON. API 3.0 knows no other.
    pub const fn sends_json(self) -> Self {
        match self.protocol {
            Protocol::Action { .. } => self,
            Protocol::Rest { ways, answer, .. } => {
                Self { protocol: Protocol::Rest { ways, content: Content::Json, answer }, ..self }
            }
        }
    }

    /// States that repeating the operation changes nothing.
    pub const fn repeatable(self) -> Self {
        Self { repeatable: true, ..self }
    }

    /// States that the operation is not signed: it is how one gets credentials in the first place. The service wants
    /// `Authorization: SKIP` then.
    pub const fn unsigned(self) -> Self {
        Self { unsigned: true, ..self }
    }
}

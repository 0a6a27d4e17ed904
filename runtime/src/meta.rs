//! The protocol and address of an operation, as the schema states them.

use std::borrow::Cow;

use crate::Site;

/// The protocol and address of an operation.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The operation's name in the API.
    pub name: Cow<'static, str>,
    /// The protocol.
    pub protocol: Protocol,
    /// Whether the operation is idempotent, so that it may be sent again after an ambiguous failure.
    pub repeatable: bool,
    /// The member of the input by which the service recognizes a repeated request. It is filled in if it is absent.
    pub idempotency_token: Option<&'static str>,
    /// The only site that has the operation, if it is known that the other lacks it.
    pub site: Option<Site>,
    /// The largest body of an operation that takes an object, in bytes.
    pub max_body: u64,
    /// Whether the body is sent with its MD5, by which the service notices that it is damaged.
    pub sends_md5: bool,
    /// Whether the request is not signed. Credentials are not fetched then.
    pub unsigned: bool,
}

/// The protocol of an operation.
#[derive(Clone, Debug)]
pub enum Protocol {
    /// API 3.0: JSON to `POST /`, the action in a header, signed with TC3-HMAC-SHA256.
    Action {
        /// The service: `ims` in `ims.tencentcloudapi.com`.
        service: Cow<'static, str>,
        /// The version, such as `2020-12-29`.
        version: Cow<'static, str>,
    },
    /// Cloud Infinite: any method and path, usually on a host of the bucket, with the signature of object storage.
    Rest {
        /// The HTTP bindings of the operation. The first one whose labels and required member are set applies.
        bindings: &'static [HttpBinding],
        /// The format of the request body, unless it is the bytes of an object.
        content: Content,
        /// The format of the response body.
        answer: Answer,
    },
}

/// An HTTP binding of a Cloud Infinite operation.
#[derive(Clone, Copy, Debug)]
pub struct HttpBinding {
    /// The HTTP method.
    pub method: &'static str,
    /// The host.
    pub host: Host,
    /// The path and fixed query: `/image/auditing/{JobId}`, `/{ObjectKey+}?ci-process=AIEnhanceImage`.
    pub path: &'static str,
    /// A member that must be set for this binding to apply; empty if there is none.
    pub requires: &'static str,
}

impl HttpBinding {
    /// Returns a binding that applies when its labels are set.
    pub const fn new(method: &'static str, host: Host, path: &'static str) -> Self {
        Self { method, host, path, requires: "" }
    }

    /// Requires `member` to be set.
    pub const fn requires(self, member: &'static str) -> Self {
        Self { requires: member, ..self }
    }
}

/// The format of the body of a Cloud Infinite request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// No body.
    Nothing,
    /// An XML document with this root element.
    Xml(&'static str),
    /// A JSON object.
    Json,
}

/// The hosts of Cloud Infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// `<bucket>.cos.<region>.myqcloud.com`: objects and their processing.
    Cos,
    /// `<bucket>.ci.<region>.myqcloud.com`: jobs, queues, templates.
    Ci,
    /// `<bucket>.pic.<region>.myqcloud.com`: image settings of the bucket, images from other origins.
    Pic,
    /// `ci.<region>.myqcloud.com`: operations on a region, such as listing the buckets that have a service enabled.
    CiRegion,
    /// `<appid>.ci.<region>.myqcloud.com`: operations on an account. The APPID is the end of a bucket's name.
    CiAccount,
    /// `service.cos.myqcloud.com`: operations on the account of the caller, in all regions. They are called on a client.
    CosService,
    /// `<region>.migration.myqcloud.com`: downloads from the web to object storage. They are called on a client.
    CosMigration,
    /// `vectors.<region>.coslake.com`: vector buckets. They are called on a client.
    CosVectors,
}

impl Host {
    /// Returns the label of the host name: `cos`, `ci` or `pic`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cos | Self::CosService | Self::CosMigration | Self::CosVectors => "cos",
            Self::Ci | Self::CiRegion | Self::CiAccount => "ci",
            Self::Pic => "pic",
        }
    }
}

/// The format of the body of a Cloud Infinite response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An XML document with this root element.
    Xml(&'static str),
    /// A JSON object.
    Json,
    /// The bytes of an object or image.
    Stream,
    /// No body.
    Empty,
}

impl Meta {
    const fn new(name: Cow<'static, str>, protocol: Protocol) -> Self {
        Self {
            name,
            protocol,
            repeatable: false,
            idempotency_token: None,
            site: None,
            max_body: u64::MAX,
            sends_md5: false,
            unsigned: false,
        }
    }

    /// Returns the data of an API 3.0 action.
    pub const fn action(service: &'static str, version: &'static str, name: &'static str) -> Self {
        let protocol = Protocol::Action { service: Cow::Borrowed(service), version: Cow::Borrowed(version) };
        Self::new(Cow::Borrowed(name), protocol)
    }

    /// Returns the data of an API 3.0 action that is known by its names only.
    pub(crate) const fn untyped(service: String, version: String, name: String) -> Self {
        Self::new(Cow::Owned(name), Protocol::Action { service: Cow::Owned(service), version: Cow::Owned(version) })
    }

    /// Returns the data of a Cloud Infinite operation. `root` is the root element of the request body; empty for no
    /// body.
    pub const fn rest(
        name: &'static str,
        bindings: &'static [HttpBinding],
        root: &'static str,
        answer: Answer,
    ) -> Self {
        let content = if root.is_empty() { Content::Nothing } else { Content::Xml(root) };
        Self::new(Cow::Borrowed(name), Protocol::Rest { bindings, content, answer })
    }

    /// Declares that the request body is JSON. API 3.0 has no other format.
    pub const fn sends_json(mut self) -> Self {
        if let Protocol::Rest { content, .. } = &mut self.protocol {
            *content = Content::Json;
        }
        self
    }

    /// Declares the largest body, in bytes.
    pub const fn max_body(mut self, bytes: u64) -> Self {
        self.max_body = bytes;
        self
    }

    /// Declares that the body is sent with its MD5, unless it is the bytes of an object.
    pub const fn sends_md5(mut self) -> Self {
        self.sends_md5 = true;
        self
    }

    /// Declares that the operation is idempotent.
    pub const fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// Declares that the service recognizes a repeated request by this member of the input.
    pub const fn idempotency_token(mut self, member: &'static str) -> Self {
        self.idempotency_token = Some(member);
        self
    }

    /// Declares that only the China site has the operation.
    pub const fn china_only(mut self) -> Self {
        self.site = Some(Site::China);
        self
    }

    /// Declares that only the international site has the operation.
    pub const fn international_only(mut self) -> Self {
        self.site = Some(Site::International);
        self
    }

    /// Declares that requests are not signed, as for an operation that issues credentials. API 3.0 then expects
    /// `Authorization: SKIP`.
    pub const fn unsigned(mut self) -> Self {
        self.unsigned = true;
        self
    }
}

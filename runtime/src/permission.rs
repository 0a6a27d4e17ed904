//! What a caller must be allowed to do: lines of the published authorization tables.

/// A permission that an operation needs, as the authorization table of its service has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permission {
    /// The action to allow in a policy, such as `ims:ImageModeration`.
    pub action: &'static str,
    /// The class of the action; `None` where no table lists it.
    pub access: Option<Access>,
    /// What a policy can restrict the action to: a resource in six segments, in which `{region}`, `{appid}` and `{bucket}`
    /// are left open, or `*` where it is allowed altogether or not at all.
    pub resource: &'static str,
    /// Whether a policy can restrict the action to callers of certain addresses; `None` where no table says so.
    pub ip_restriction: Option<bool>,
}

/// The class of an action in the authorization tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Access {
    /// It reads.
    Read,
    /// It changes something.
    Write,
    /// Neither.
    Other,
}

/// What a policy can restrict an action to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Granularity {
    /// Nothing: it is allowed or not.
    Operation,
    /// Certain resources.
    Resource,
}

impl Permission {
    /// A permission without what only a table says.
    #[doc(hidden)]
    pub const fn new(action: &'static str, resource: &'static str) -> Self {
        Self { action, access: None, resource, ip_restriction: None }
    }

    #[doc(hidden)]
    pub const fn access(self, access: Access) -> Self {
        Self { access: Some(access), ..self }
    }

    #[doc(hidden)]
    pub const fn ip_restriction(self, supported: bool) -> Self {
        Self { ip_restriction: Some(supported), ..self }
    }

    /// What a policy can restrict the action to.
    pub const fn granularity(&self) -> Granularity {
        match self.resource.as_bytes() {
            b"*" => Granularity::Operation,
            _ => Granularity::Resource,
        }
    }
}

/// States what a caller of an operation must be allowed to do: the action, what a policy can restrict it to, and what the
/// table says beside.
///
/// ```
/// use tencentcloud_runtime::{Access, permissions};
///
/// struct EnhanceImage;
///
/// permissions! {
///     EnhanceImage {
///         "ci:CreateEnhanceImageJob" => "qcs::ci:{region}:uid/{appid}:bucket/{bucket}/*" [access(Write), ip_restriction(false)],
///         "cos:GetObject" => "*",
///     }
/// }
///
/// assert_eq!(EnhanceImage::PERMISSIONS[0].access, Some(Access::Write));
/// ```
#[macro_export]
macro_rules! permissions {
    ($name:ident {
        $($action:literal => $resource:literal $([access($access:ident) $(, ip_restriction($ip:literal))?])?),* $(,)?
    }) => {
        impl $name {
            /// What a caller must be allowed to do.
            pub const PERMISSIONS: &'static [$crate::Permission] = &[$(
                $crate::Permission::new($action, $resource)
                    $(.access($crate::Access::$access) $(.ip_restriction($ip))?)?
            ),*];
        }
    };
}

//! The permissions that operations need: rows of the published authorization tables.

/// A permission that an operation needs, from the authorization table of its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permission {
    /// The action to allow in a policy, such as `ims:ImageModeration`.
    pub action: &'static str,
    /// The class of the action; `None` if no table lists it.
    pub access: Option<Access>,
    /// The resource that a policy can restrict the action to, in six segments with the placeholders `{region}`,
    /// `{appid}` and `{bucket}`; or `*` if a policy can only allow or deny the action as a whole.
    pub resource: &'static str,
    /// Whether a policy can restrict the action to certain client addresses; `None` if no table lists it.
    pub ip_restriction: Option<bool>,
}

/// The class of an action in the authorization tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Access {
    /// The action reads.
    Read,
    /// The action changes something.
    Write,
    /// Any other class.
    Other,
}

/// The granularity at which a policy can allow an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Granularity {
    /// The operation as a whole.
    Operation,
    /// Individual resources.
    Resource,
}

impl Permission {
    /// Returns a permission that no table lists.
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

    /// Returns the granularity at which a policy can allow the action.
    pub const fn granularity(&self) -> Granularity {
        match self.resource.as_bytes() {
            b"*" => Granularity::Operation,
            _ => Granularity::Resource,
        }
    }
}

/// Lists the permissions that an operation needs: the action, the resource, and the facts of the authorization table.
///
/// ```
/// # use tencentcloud_runtime::{Access, permissions};
/// struct EnhanceImage;
///
/// permissions! {
///     EnhanceImage {
///         "ci:CreateEnhanceImageJob" => "qcs::ci:{region}:uid/{appid}:bucket/*" [access(Write)],
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
            /// The permissions that a caller needs.
            pub const PERMISSIONS: &'static [$crate::Permission] = &[$(
                $crate::Permission::new($action, $resource)
                    $(.access($crate::Access::$access) $(.ip_restriction($ip))?)?
            ),*];
        }
    };
}

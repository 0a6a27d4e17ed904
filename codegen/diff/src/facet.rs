//! The vocabulary of the comparison: kinds of items, their facets, and the direction in which they travel.

use crate::words::words;

words! {
    /// The kinds of items that schemas describe.
    Kind {
        /// The crate.
        Crate "crate",
        /// A module of the crate: all versions of a service.
        Service "service",
        /// A version of a service.
        Version "version",
        /// An operation.
        Operation "operation",
        /// An HTTP binding of an operation.
        HttpBinding "HTTP binding",
        /// A permission that an operation requires.
        Permission "permission",
        /// The waiter of an operation.
        Waiter "waiter",
        /// The paginator of an operation.
        Paginator "paginator",
        /// The callback that the service posts.
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
        /// An argument of a part.
        Argument "argument",
    }
}

words! {
    /// The properties of items that are compared.
    Facet {
        /// The description.
        Doc "description",
        /// The link to the documentation.
        Page "documentation link",
        /// The words by which people search.
        SearchWords "search words",
        /// The descriptions of folders of operations.
        Groups "groups",
        /// The guide of a service.
        Guide "guide",
        /// Whether the feature of the service is not enabled by default.
        Optional "optional feature",
        /// The families, each of which has a feature.
        Families "families",
        /// The operations that are deliberately omitted.
        LeftOut "omitted operations",
        /// Examples.
        Examples "examples",
        /// The name.
        Name "name",
        /// The version whose names the service's module exports.
        DefaultVersion "default version",
        /// The Rust name.
        RustName "Rust name",
        /// The name of the setter.
        Setter "setter",
        /// The Rust module.
        Module "module",
        /// The status: online, deprecated, offline.
        Status "status",
        /// The only site that has the item.
        Sites "site",
        /// The access class.
        Access "access class",
        /// Whether a repeated call does no harm.
        Repeatable "repeatability",
        /// The member that makes a request safe to repeat.
        IdempotencyToken "idempotency token",
        /// The protocol.
        Protocol "protocol",
        /// Whether the response can be a stream of events.
        Events "event stream",
        /// Whether the request body is bytes.
        StreamsBody "request body",
        /// Whether the request body is sent with its MD5.
        ContentMd5 "checksum of the request body",
        /// The root element of the request.
        Root "root element of the request",
        /// Whether the request body is JSON.
        JsonBody "JSON request body",
        /// The kind of response.
        Response "kind of response",
        /// The root element of the response.
        ResponseRoot "root element of the response",
        /// Whether the operation can be used as a processing rule.
        RuleUse "use as a processing rule",
        /// The operation that a waiter polls.
        Query "polled operation",
        /// Whether a waiter waits for several jobs.
        Each "number of jobs",
        /// How a waiter reads responses.
        Waiter "waiter",
        /// The list that a paginator returns.
        Items "list of items",
        /// How a paginator requests the next page.
        Advance "next page",
        /// The payload of a callback.
        Payload "payload",
        /// The values by which a posted document is told apart.
        Expected "expected values",
        /// The HTTP method.
        Method "method",
        /// The host.
        Host "host",
        /// Other hosts that accept the same requests.
        AlternativeHosts "alternative hosts",
        /// The path without the names of labels.
        Path "path",
        /// The labels of the path.
        Labels "labels",
        /// The fixed query.
        FixedQuery "fixed query",
        /// The member that selects an HTTP binding.
        Requires "selecting member",
        /// Other names of a member in responses.
        Aliases "aliases",
        /// The type.
        Type "type",
        /// The element around a list.
        Wrapped "element around the list",
        /// The part of the request that holds a member.
        Location "location",
        /// Whether a member must be set.
        Required "requirement",
        /// Whether responses always have a member.
        Answered "presence in responses",
        /// The numbers that are valid.
        Range "range",
        /// The lengths that are valid.
        Length "length",
        /// The largest number of bytes that is valid.
        Bytes "size in bytes",
        /// The characters that are valid.
        Characters "characters",
        /// The value that the service uses if the member is absent.
        Default "default",
        /// Whether the member is secret.
        Sensitive "sensitivity",
        /// Why the item should not be used.
        Deprecated "deprecation",
        /// Whether the member may be null.
        Nullable "nullability",
        /// The order of the item's children.
        Order "order",
        /// Groups of members of which exactly one must be set.
        OneOf "exactly-one-of groups",
        /// Groups of members of which at least one must be set.
        SomeOf "at-least-one-of groups",
        /// Groups of members of which all or none must be set.
        Together "all-or-none groups",
        /// Members that must be set if another one has a value.
        Conditions "conditional requirements",
        /// The member that tells alternatives apart.
        By "member that tells apart",
        /// Whether the structure keeps members that the schema does not describe.
        Open "openness",
        /// Whether the structure is an input, an output, or both.
        Flow "use",
        /// Whether the structure is posted to addresses that no operation takes.
        Posted "posting",
        /// Whether the values of an enumeration are numbers.
        Integer "kind of values",
        /// The form in which a part of a processing rule is written.
        Form "form",
        /// What a policy can restrict.
        Granularity "granularity",
        /// The resource that a policy names.
        Resource "resource",
        /// Whether a policy can restrict IP addresses.
        IpRestriction "restriction to IP addresses",
        /// When a permission is required.
        When "condition",
    }
}

words! {
    /// The direction in which an item travels.
    Flow {
        /// In no request or response.
        Neither "neither",
        /// From the caller to the service.
        Input "input",
        /// From the service to the caller.
        Output "output",
        /// In both directions.
        Both "both",
    }
}

impl Flow {
    /// Returns the directions of both.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Neither, flow) | (flow, Self::Neither) => flow,
            (one, two) if one == two => one,
            _ => Self::Both,
        }
    }

    /// Whether this includes the other direction.
    pub fn has(self, other: Self) -> bool {
        self == other || self == Self::Both
    }
}

//! Reading a document that must be of the declared output, and not an error or a page of a gateway.

use http::response::Parts;

use crate::codec::{CodecError, Deviation, excerpt, is_error_name};
use crate::error::fault;
use crate::response_headers::encoding;
use crate::shape::{Field, Kind, Member, Shape, Visitor, has_members};
use crate::{Error, ErrorKind};

type Codec = fn(usize, &[u8], &mut dyn Shape) -> Result<Vec<Deviation>, CodecError>;

/// A received document.
#[derive(Clone, Copy)]
pub(crate) struct ReceivedDocument<'d> {
    pub(crate) head: &'d Parts,
    pub(crate) body: &'d [u8],
    /// The largest document, in bytes: reading takes at most four times the memory.
    pub(crate) limit: usize,
}

/// Reads the members of `shape`.
///
/// Fails if the document cannot be read, reports an error, or has no member of `shape`.
pub(crate) fn read_members(
    ReceivedDocument { head, body, limit }: ReceivedDocument<'_>,
    shape: &mut dyn Shape,
    codec: Codec,
) -> Result<Vec<Deviation>, Error> {
    if fault::is_page(body) {
        return Err(unreadable(head, body, &CodecError::new("an HTML page")));
    }
    let mut found = Found { shape, known: false, error: false };
    let deviations = codec(limit, body, &mut found).map_err(|error| unreadable(head, body, &error))?;
    let (known, error) = (found.known, found.error && fault::is_reported(body, found.known));
    if error {
        let error = Error::service(head, body);
        // An output with any members may have one called `error`, such as the text that an image has no data.
        if !shape.takes_any() || error.code().is_some() {
            return Err(error);
        }
    }
    if !known && has_members(shape) {
        return Err(unreadable(head, body, &CodecError::new("no member of the output is known")));
    }
    Ok(deviations)
}

/// Returns the error for an unreadable answer. Gateways send errors in forms of their own, some with status 200. The code 0
/// reports a success: of another callback, for example.
pub(crate) fn unreadable(head: &Parts, body: &[u8], problem: &CodecError) -> Error {
    if problem.is_too_large() {
        return Error::new(ErrorKind::TooLarge, problem.to_string()).mark_sent();
    }
    let error = Error::service(head, body);
    match encoding(&head.headers) {
        _ if error.code().is_some_and(|code| code != "0") => error,
        Some(encoding) => Error::decode(format!("unrequested content encoding `{}`", excerpt(encoding))),
        None => Error::unreadable(head, problem, body),
    }
}

/// Returns the first deviation of a top-level member that is declared as a structure: the document is of another type.
pub(crate) fn foreign<'d>(shape: &dyn Shape, deviations: &'d [Deviation]) -> Option<&'d Deviation> {
    struct Structures(Vec<&'static str>);
    impl Visitor for Structures {
        fn visit(&mut self, member: Member, field: &dyn Field) {
            if field.kind() == Kind::Shape {
                self.0.push(member.name);
            }
        }
    }
    let mut structures = Structures(Vec::new());
    shape.visit(&mut structures);
    deviations.iter().find(|deviation| structures.0.contains(&deviation.member.as_str()))
}

/// A structure that records which members a document has.
struct Found<'s> {
    shape: &'s mut dyn Shape,
    /// Whether the document has a member of the structure.
    known: bool,
    /// Whether the document has a member `Error` that the structure does not declare.
    error: bool,
}

impl Shape for Found<'_> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        self.shape.visit(visitor);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        let takes_any = self.shape.takes_any();
        let field = self.shape.member(name);
        self.error |= (takes_any || field.is_none()) && is_error_name(name);
        self.known |= field.is_some();
        field
    }

    fn takes_any(&self) -> bool {
        self.shape.takes_any()
    }

    fn boxed_size(&self) -> usize {
        self.shape.boxed_size()
    }
}

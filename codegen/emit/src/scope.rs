//! The types that a module names. Printing a type imports it, so that a module imports exactly what it uses.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::{Display, Formatter, Result};

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Enum, Service, Shape};

use crate::context::ServiceContext;
use crate::{docs, links};

/// The module of a schema file while it is printed.
pub struct Scope<'m> {
    /// The service that the module belongs to.
    pub context: &'m ServiceContext<'m>,
    /// The index of the schema file in the service's units.
    unit: usize,
    /// The runtime's items that have been printed, one bit for each.
    runtime: Cell<u32>,
    /// The types of the service's other modules that have been printed.
    siblings: RefCell<BTreeSet<String>>,
}

impl<'m> Scope<'m> {
    /// Returns the scope of a module in which nothing has been printed.
    pub fn new(context: &'m ServiceContext<'m>, unit: usize) -> Self {
        Self { context, unit, runtime: Cell::default(), siblings: RefCell::default() }
    }

    /// The service that the module belongs to.
    pub fn service(&self) -> &'m Service {
        self.context.service
    }

    /// The lines of a text of the service, with links to the operations that it names.
    pub fn docs(&self, text: &str) -> Vec<String> {
        links::linked(docs::lines(text), self.service())
    }

    /// A type that needs no import.
    pub fn builtin(&self, name: &'m str) -> TypeName<'_> {
        TypeName { name, origin: Origin::InScope }
    }

    /// An item of the runtime.
    pub fn runtime(&self, item: RuntimeItem) -> TypeName<'_> {
        TypeName { name: item.name(), origin: Origin::Runtime(item, self) }
    }

    /// The type of a structure of the service.
    pub fn shape(&self, shape: &'m Shape) -> TypeName<'_> {
        self.of_service(&shape.rust_name, shape.unit)
    }

    /// The type of an enumeration of the service.
    pub fn enumeration(&self, found: &'m Enum) -> TypeName<'_> {
        self.of_service(&found.rust_name, found.unit)
    }

    /// A type that the module of a schema file declares.
    pub fn of_service(&self, name: &'m str, unit: usize) -> TypeName<'_> {
        let origin = if unit == self.unit { Origin::InScope } else { Origin::Sibling(self) };
        TypeName { name, origin }
    }

    /// The imports of what has been printed.
    pub fn imports(&self) -> String {
        let items = RuntimeItem::NAMES.iter().enumerate().filter(|(bit, _)| self.runtime.get() & 1 << bit != 0);
        let items: Vec<_> = items.map(|(_, name)| *name).collect();
        let siblings = self.siblings.borrow();
        let siblings: Vec<_> = siblings.iter().map(String::as_str).collect();
        import("tencentcloud_runtime", &items) + &import(&format!("crate::{}", self.service().module), &siblings)
    }
}

fn import(path: &str, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => format!("use {path}::{name};\n"),
        names => format!("use {path}::{{{}}};\n", names.join(", ")),
    }
}

/// The name of a type. Printing it imports the type.
#[derive(Clone, Copy)]
pub struct TypeName<'s> {
    name: &'s str,
    origin: Origin<'s>,
}

#[derive(Clone, Copy)]
enum Origin<'s> {
    /// The prelude, or the module itself.
    InScope,
    Runtime(RuntimeItem, &'s Scope<'s>),
    /// Another module of the service.
    Sibling(&'s Scope<'s>),
}

impl Display for TypeName<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.origin {
            Origin::InScope => {}
            Origin::Runtime(item, scope) => scope.runtime.set(scope.runtime.get() | 1 << item as u32),
            Origin::Sibling(scope) => drop(scope.siblings.borrow_mut().insert(self.name.to_owned())),
        }
        f.write_str(self.name)
    }
}

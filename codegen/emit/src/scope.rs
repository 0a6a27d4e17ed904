//! The types that a module names. Printing a type imports it, so that a module imports exactly what it uses.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter, Result};

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Enum, Member, Service, Shape};

use crate::context::ServiceContext;
use crate::{docs, features, links};

/// The module of a schema file while it is printed.
pub struct Scope<'m> {
    /// The service that the module belongs to.
    pub context: &'m ServiceContext<'m>,
    /// The index of the schema file in the service's units.
    unit: usize,
    /// The runtime's items that have been printed, one bit for each.
    runtime: Cell<u32>,
    /// The types of the service's other modules that have been printed, by the feature that they need besides that of the
    /// module.
    siblings: RefCell<BTreeMap<Option<String>, BTreeSet<String>>>,
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
        TypeName::new(name, Origin::InScope)
    }

    /// An item of the runtime.
    pub fn runtime(&self, item: RuntimeItem) -> TypeName<'_> {
        TypeName::new(item.name(), Origin::Runtime(item, self))
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
        let origin = if unit == self.unit { Origin::InScope } else { Origin::Sibling(unit, self) };
        TypeName::new(name, origin)
    }

    /// The imports of what has been printed.
    pub fn imports(&self) -> String {
        let items = RuntimeItem::NAMES.iter().enumerate().filter(|(bit, _)| self.runtime.get() & 1 << bit != 0);
        let items: Vec<_> = items.map(|(_, name)| *name).collect();
        let runtime = import("tencentcloud_runtime", &items);
        // Without a feature, an item may be unused that only its members have.
        let is_conditional = self.siblings.borrow().keys().any(Option::is_some) && !runtime.is_empty();
        let mut imports = if is_conditional { format!("#[allow(unused_imports)]\n{runtime}") } else { runtime };
        for (feature, names) in self.siblings.borrow().iter() {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            imports.push_str(&features::cfg(feature.as_deref()));
            imports.push_str(&import(&format!("crate::{}", self.service().module), &names));
        }
        imports
    }

    /// The feature that the module of a schema file needs besides that of this module.
    fn feature_of(&self, unit: usize) -> Option<String> {
        let family = self.service().foreign_family(unit, self.unit)?;
        Some(features::of_family(family, self.service()))
    }

    /// The feature that a member needs besides that of this module.
    pub fn feature_of_member(&self, member: &Member) -> Option<String> {
        let family = self.service().family_of_member(member, self.unit)?;
        Some(features::of_family(family, self.service()))
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
    argument: Option<&'s str>,
}

impl<'s> TypeName<'s> {
    fn new(name: &'s str, origin: Origin<'s>) -> Self {
        Self { name, origin, argument: None }
    }

    /// The type with an argument for its parameter.
    pub fn with(self, argument: &'s str) -> Self {
        Self { argument: Some(argument), ..self }
    }
}

#[derive(Clone, Copy)]
enum Origin<'s> {
    /// The prelude, or the module itself.
    InScope,
    Runtime(RuntimeItem, &'s Scope<'s>),
    /// The module of another schema file of the service.
    Sibling(usize, &'s Scope<'s>),
}

impl Display for TypeName<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.origin {
            Origin::InScope => {}
            Origin::Runtime(item, scope) => scope.runtime.set(scope.runtime.get() | 1 << item as u32),
            Origin::Sibling(unit, scope) => {
                let feature = scope.feature_of(unit);
                scope.siblings.borrow_mut().entry(feature).or_default().insert(self.name.to_owned());
            }
        }
        f.write_str(self.name)?;
        self.argument.map_or(Ok(()), |argument| write!(f, "<{argument}>"))
    }
}

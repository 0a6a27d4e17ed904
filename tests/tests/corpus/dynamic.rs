//! Shapes built from the model at run time, for the runtime's readers and writers.

use codegen_model::{Format, Member, Scalar, Service, Shape as Described, Type};
use tencentcloud_runtime::{
    Blob, Field, Items, Kind, List, Object, Shape, Timestamp, Token, Trait, UrlText, View, Visitor,
    shape::Member as Named,
};

/// An integer enumeration without known values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    UnknownValue(String),
}

tencentcloud_runtime::open_enum!(integer Number {});

/// A string enumeration without known values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    UnknownValue(String),
}

tencentcloud_runtime::open_enum!(Word {});

/// A structure of a service. Visitors borrow its names for `'static`, so the model is leaked.
pub struct Dynamic {
    shape: &'static Described,
    slots: Vec<Slot>,
}

/// The value of a member.
type Slot = Box<dyn Field + Send>;

impl Dynamic {
    /// Returns the structure without any member set.
    pub fn new(service: &'static Service, shape: &'static Described) -> Self {
        let slots = shape.members.iter().map(|member| slot(member, service)).collect();
        Self { shape, slots }
    }
}

impl Shape for Dynamic {
    fn visit(&self, to: &mut dyn Visitor) {
        for (member, slot) in self.shape.members.iter().zip(&self.slots) {
            let traits = match (member.enforced, member.sensitive) {
                (true, true) => &[Trait::Required, Trait::Sensitive][..],
                (true, false) => &[Trait::Required],
                (false, true) => &[Trait::Sensitive],
                (false, false) => &[],
            };
            to.visit(Named { name: &member.name, field: &member.name, traits }, &**slot);
        }
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        let knows = |member: &Member| member.name == name || member.aliases.iter().any(|alias| alias == name);
        let at = self.shape.members.iter().position(knows)?;
        Some(&mut **self.slots.get_mut(at)?)
    }
}

/// Returns a slot of the type that generated code would use for a member.
fn slot(member: &Member, service: &'static Service) -> Slot {
    match &member.ty {
        Type::Scalar(Scalar::String, Format::Base64 | Format::Binary) => scalar::<Blob>(member.list),
        Type::Scalar(Scalar::String, Format::DateTime | Format::DateTimeIso | Format::Date) => {
            scalar::<Timestamp>(member.list)
        }
        Type::Scalar(Scalar::String, Format::Url) => scalar::<UrlText>(member.list),
        Type::Scalar(Scalar::String, _) => scalar::<String>(member.list),
        Type::Enum(name) if service.enums[name].integer => scalar::<Number>(member.list),
        Type::Enum(_) => scalar::<Word>(member.list),
        Type::Scalar(Scalar::Integer, Format::Uint64) => scalar::<u64>(member.list),
        Type::Scalar(Scalar::Integer, _) => scalar::<i64>(member.list),
        Type::Scalar(Scalar::Float, _) => scalar::<f64>(member.list),
        Type::Scalar(Scalar::Boolean, _) => scalar::<bool>(member.list),
        Type::Object => scalar::<Object>(member.list),
        Type::Shape(name) => {
            let shape = service.shapes.get(name).unwrap_or_else(|| panic!("no shape `{name}`"));
            if member.list {
                Box::new(Many { service, shape, items: None })
            } else {
                Box::new(One { service, shape, value: None })
            }
        }
    }
}

fn scalar<T: tencentcloud_runtime::Value + Send + 'static>(list: bool) -> Slot {
    if list { Box::new(List::<T>::absent()) } else { Box::new(None::<T>) }
}

/// A member that is a structure.
struct One {
    service: &'static Service,
    shape: &'static Described,
    value: Option<Dynamic>,
}

impl Field for One {
    fn kind(&self) -> Kind {
        Kind::Shape
    }

    fn view(&self) -> View<'_> {
        self.value.as_ref().map_or(View::Absent, |value| View::Shape(value))
    }

    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>> {
        Err(token)
    }

    fn clear(&mut self) {
        self.value = None;
    }

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        Some(self.value.get_or_insert_with(|| Dynamic::new(self.service, self.shape)))
    }
}

/// A member that is a list of structures.
struct Many {
    service: &'static Service,
    shape: &'static Described,
    items: Option<Vec<Dynamic>>,
}

impl Items for Many {
    fn len(&self) -> usize {
        self.items.as_ref().map_or(0, Vec::len)
    }

    fn at(&self, index: usize) -> View<'_> {
        self.items.as_ref().and_then(|items| items.get(index)).map_or(View::Absent, |item| View::Shape(item))
    }
}

impl Field for Many {
    fn kind(&self) -> Kind {
        Kind::Shape
    }

    fn view(&self) -> View<'_> {
        if self.items.is_some() { View::List(self) } else { View::Absent }
    }

    fn open(&mut self) -> bool {
        self.items.get_or_insert_default();
        true
    }

    fn is_list(&self) -> bool {
        true
    }

    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>> {
        Err(token)
    }

    fn clear(&mut self) {
        self.items = None;
    }

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        let items = self.items.get_or_insert_default();
        items.push(Dynamic::new(self.service, self.shape));
        items.last_mut().map(|item| item as &mut dyn Shape)
    }
}

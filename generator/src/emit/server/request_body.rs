//! The request body of an operation: its field in the request struct, and the statements that read it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Server, form, validation};
use crate::emit::representation::{self, Representation};
use crate::emit::{size, xml};
use crate::model::{BodyKind, Framing, MediaType, RequestBody};

/// The request body of an operation, as its request struct has it.
#[derive(Clone, Debug)]
pub(super) struct BodyField<'a> {
    body: &'a RequestBody,
    representations: Vec<Representation<'a>>,
    name: Ident,
    /// The enum of several representations.
    enumeration: Ident,
}

/// Media types that are read in the same way: their essences, and the expression that reads the body.
struct Reader {
    taken: Vec<String>,
    kind: BodyKind,
    /// The rules of a form.
    form: Option<Ident>,
    read: TokenStream,
}

/// How a form is read.
struct Form<'a> {
    /// The representation.
    at: usize,
    kind: BodyKind,
    name: Ident,
    data: TokenStream,
    media: Vec<&'a MediaType>,
}

impl<'a> BodyField<'a> {
    /// `None` for a body without representations.
    pub(super) fn new(emitter: &Server<'_>, body: &'a RequestBody, name: Ident, enumeration: Ident) -> Option<Self> {
        let representations = representation::of(&emitter.types, &body.content);
        (!representations.is_empty()).then_some(Self {
            body,
            representations,
            name,
            enumeration,
        })
    }

    /// The description of the body.
    pub(super) fn description(&self) -> Option<&'a str> {
        self.body.description.as_deref()
    }

    /// The field's name.
    pub(super) fn name(&self) -> &Ident {
        &self.name
    }

    /// The name of the enum of representations, where there are several.
    pub(super) fn enumeration(&self) -> Option<&Ident> {
        (self.representations.len() > 1).then_some(&self.enumeration)
    }

    /// Whether it is read as it comes, so that there is only one of it.
    pub(super) fn is_stream(&self) -> bool {
        representation::has_stream(&self.representations)
    }

    /// The field's type.
    pub(super) fn field_type(&self, emitter: &Server<'_>) -> TokenStream {
        let ty = match self.representations.as_slice() {
            [one] => body_type(emitter, one.preferred),
            _ => {
                let name = &self.enumeration;
                quote!(#name)
            }
        };
        if self.body.required { ty } else { quote!(Option<#ty>) }
    }

    /// The enum of several representations.
    pub(super) fn items(&self, emitter: &Server<'_>, docs: &str) -> TokenStream {
        if self.enumeration().is_none() {
            return TokenStream::new();
        }
        let types = self.representations.iter().map(|one| {
            let media = one.preferred;
            let size = match media.kind {
                BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => {
                    size::of_body(emitter.context, media)
                }
                BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => size::BYTES,
            };
            (body_type(emitter, media), size)
        });
        let types: Vec<_> = types.collect();
        representation::enumeration(&self.enumeration, docs, &self.representations, &types)
    }

    /// The constants that reading takes.
    pub(super) fn rules(&self, emitter: &Server<'_>) -> TokenStream {
        let forms = self.forms(emitter).into_iter();
        let rules = forms.map(|form| {
            let (name, data) = (form.name, form.data);
            quote!(const #name: specwright_server::__private::form::Form = #data;)
        });
        rules.collect()
    }

    /// The forms, each with what is read by it: media types of one representation may differ in how they lay it out.
    fn forms(&self, emitter: &Server<'_>) -> Vec<Form<'a>> {
        let mut forms: Vec<Form<'a>> = Vec::new();
        for (at, media) in self.all() {
            let name = match media.kind {
                BodyKind::Form => "FORM",
                BodyKind::Multipart => "PARTS",
                BodyKind::Json | BodyKind::Xml | BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => continue,
            };
            let data = form::data(emitter, media);
            let same = |form: &&mut Form<'_>| (form.at, form.kind) == (at, media.kind);
            let alike = |form: &&mut Form<'_>| same(form) && form.data.to_string() == data.to_string();
            if let Some(form) = forms.iter_mut().find(alike) {
                form.media.push(media);
                continue;
            }
            let mut name = match self.enumeration() {
                Some(_) => format!("{name}_{at}"),
                None => name.to_owned(),
            };
            match forms.iter_mut().filter(same).count() {
                0 => {}
                others => name.push_str(&format!("_ALSO_{others}")),
            }
            forms.push(Form {
                at,
                kind: media.kind,
                name: format_ident!("{name}"),
                data,
                media: vec![media],
            });
        }
        forms
    }

    /// The statement that reads it from the request in `incoming`.
    pub(super) fn read(&self, emitter: &Server<'_>, incoming: &Ident) -> TokenStream {
        let (name, required) = (&self.name, self.body.required);
        let readers = self.readers(emitter, incoming);
        if let [Reader { taken, kind, .. }] = readers.as_slice()
            && let Some(statement) = self.read_whole(emitter, incoming, (*kind, taken))
        {
            return statement;
        }
        let taken = readers.iter().flat_map(|reader| &reader.taken);
        let choose = if required {
            quote!(required_media)
        } else {
            quote!(media)
        };
        let chosen = quote!(specwright_server::__private::request_body::#choose(&#incoming, &[#(#taken),*])?);
        if let [Reader { read, kind, .. }] = readers.as_slice() {
            // What is read as it comes takes no waiting.
            let is_plain = matches!(kind, BodyKind::Sequence(_) | BodyKind::Bytes);
            return match (required, is_plain) {
                (true, _) => quote!(#chosen; let #name = #read;),
                (false, true) => quote!(let #name = #chosen.map(|_| #read);),
                (false, false) => quote!(let #name = match #chosen { Some(_) => Some(#read), None => None };),
            };
        }
        let mut first = 0;
        let arms = readers.iter().enumerate().map(|(at, reader)| {
            let indices = (first..first + reader.taken.len()).map(proc_macro2::Literal::usize_unsuffixed);
            first += reader.taken.len();
            let (read, is_last) = (&reader.read, at + 1 == readers.len());
            match (required, is_last) {
                (true, false) => quote!(#(#indices)|* => #read,),
                (true, true) => quote!(_ => #read,),
                (false, false) => quote!(Some(#(#indices)|*) => Some(#read),),
                (false, true) => quote!(Some(_) => Some(#read), None => None,),
            }
        });
        quote!(let #name = match #chosen { #(#arms)* };)
    }

    /// The statement for a body that is read as a whole, in one way.
    fn read_whole(
        &self,
        emitter: &Server<'_>,
        incoming: &Ident,
        (kind, taken): (BodyKind, &[String]),
    ) -> Option<TokenStream> {
        let name = &self.name;
        let reader = match (kind, self.body.required) {
            (BodyKind::Json, true) => quote!(read_required_json),
            (BodyKind::Json, false) => quote!(read_json),
            (BodyKind::Text, true) => quote!(read_required),
            (BodyKind::Text, false) => quote!(read),
            (BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Sequence(_) | BodyKind::Bytes, _) => {
                return None;
            }
        };
        let bytes = quote!(specwright_server::__private::request_body::#reader(#incoming, &[#(#taken),*]).await?);
        let decode = match kind {
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => {
                self.decoder(emitter, self.representations.first()?)
            }
            BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => {
                quote!(specwright_server::__private::request_body::text)
            }
        };
        Some(if self.body.required {
            quote!(let #name = #decode(&#bytes)?;)
        } else {
            quote!(let #name = #bytes.map(|bytes| #decode(&bytes)).transpose()?;)
        })
    }

    /// Every media type with the index of its representation.
    fn all(&self) -> impl Iterator<Item = (usize, &'a MediaType)> {
        let each = self.representations.iter().enumerate();
        each.flat_map(|(at, one)| one.all.iter().map(move |media| (at, *media)))
    }

    /// How each media type is read; those that are read in the same way stand together.
    fn readers(&self, emitter: &Server<'_>, incoming: &Ident) -> Vec<Reader> {
        let mut readers: Vec<(usize, Reader)> = Vec::new();
        for (at, media) in self.all() {
            let essence = media.range.essence();
            if readers.iter().any(|(_, reader)| reader.taken.contains(&essence)) {
                continue;
            }
            let form = self.form_name(emitter, media);
            let same = |(other, reader): &&mut (usize, Reader)| {
                *other == at && reader.kind == media.kind && reader.form == form
            };
            match readers.iter_mut().find(same) {
                Some((_, reader)) => reader.taken.push(essence),
                None => {
                    let reader = self.reader(emitter, incoming, at, (media, form));
                    readers.extend(reader.map(|reader| (at, reader)));
                }
            }
        }
        readers.into_iter().map(|(_, reader)| reader).collect()
    }

    fn reader(
        &self,
        emitter: &Server<'_>,
        incoming: &Ident,
        at: usize,
        (media, form): (&MediaType, Option<Ident>),
    ) -> Option<Reader> {
        let one = self.representations.get(at)?;
        let decode = || self.decoder(emitter, one);
        let bytes = quote!(specwright_server::__private::request_body::collect(#incoming).await?);
        let value = match media.kind {
            BodyKind::Json => {
                let decode = decode();
                quote!(#decode(&#bytes)?)
            }
            BodyKind::Form => {
                let (decode, form) = (decode(), form.as_ref()?);
                quote!(#decode(&specwright_server::__private::form::read(#incoming, #form).await?)?)
            }
            BodyKind::Multipart => {
                let (decode, form) = (decode(), form.as_ref()?);
                let sent = representation::sent(&emitter.types, media);
                if sent.iter().any(|(_, content)| emitter.types.is_file(*content)) {
                    let file = quote!(specwright_types::__private::file);
                    let receive = quote!(#file::FilePart::received);
                    let read = quote!(specwright_server::__private::multipart::read(#incoming, #form, #receive).await?);
                    quote!(#file::read(#read, #decode)?)
                } else {
                    quote!(#decode(&specwright_server::__private::multipart::read_fields(#incoming, #form).await?)?)
                }
            }
            BodyKind::Xml => {
                let decode = decode();
                let node = media
                    .schema
                    .map(|schema| xml::body(emitter.context, &emitter.types, schema));
                let text = quote!(specwright_server::__private::request_body::text(&#bytes)?);
                let json = quote!(specwright_types::__private::xml::read(&#text, #node));
                quote!(#decode(&specwright_server::__private::request_body::markup(#json)?)?)
            }
            BodyKind::Text => quote!(specwright_server::__private::request_body::text(&#bytes)?),
            BodyKind::Sequence(framing) => {
                let received = quote!(specwright_server::Received);
                match framing {
                    Framing::Lines | Framing::Records => {
                        let decode = decode();
                        quote!(#received::items(#incoming, #decode))
                    }
                    Framing::Events => {
                        let decode = decode();
                        quote!(#received::events(#incoming, #decode))
                    }
                    Framing::TextEvents => quote!(#received::text_events(#incoming)),
                    Framing::EventObjects => {
                        let decode = decode();
                        quote!(#received::event_items(#incoming, #decode))
                    }
                }
            }
            BodyKind::Bytes => quote!(specwright_server::Upload::new(#incoming)),
        };
        let read = match self.enumeration() {
            Some(name) => {
                let variant = &one.variant;
                quote!(#name::#variant(#value))
            }
            None => value,
        };
        Some(Reader {
            taken: vec![media.range.essence()],
            kind: media.kind,
            form,
            read,
        })
    }

    /// The name of the rules of a form.
    fn form_name(&self, emitter: &Server<'_>, media: &MediaType) -> Option<Ident> {
        let mut forms = self.forms(emitter).into_iter();
        let is_of = |form: &Form<'_>| form.media.iter().any(|own| std::ptr::eq(*own, media));
        forms.find(is_of).map(|form| form.name)
    }

    /// The path of what decodes JSON.
    fn decoder(&self, emitter: &Server<'_>, one: &Representation<'_>) -> TokenStream {
        match self.decoded(emitter, one) {
            Some((name, _)) => quote!(Self::#name),
            None => quote!(specwright_server::__private::request_body::json),
        }
    }

    /// The functions that decode JSON as strictly as the description is, and check it.
    pub(super) fn decode_fns(&self, emitter: &Server<'_>) -> TokenStream {
        let each = self.representations.iter().filter_map(|one| self.decoded(emitter, one));
        each.map(|(_, function)| function).collect()
    }

    /// A function and its name; `None` where nothing is known of the value.
    fn decoded(&self, emitter: &Server<'_>, one: &Representation<'_>) -> Option<(Ident, TokenStream)> {
        let mut typed = one.all.iter().filter(|media| match media.kind {
            BodyKind::Sequence(Framing::TextEvents) => false,
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Sequence(_) => true,
            BodyKind::Text | BodyKind::Bytes => false,
        });
        let schema = typed.find_map(|media| media.schema)?;
        let name = match self.enumeration() {
            Some(_) => format_ident!("decode_{}", snake(&one.variant.to_string())),
            None => format_ident!("decode"),
        };
        let types = &emitter.types;
        let ty = types.of(schema);
        let decoded = match types.adapter(schema) {
            Some(adapter) => {
                let wrapped = quote!(specwright_types::__private::codec::As);
                quote! {
                    specwright_types::__private::strict(|| specwright_server::__private::request_body::json::<#wrapped<#ty, #adapter>>(bytes))
                        .map(#wrapped::into_inner)
                }
            }
            None => quote!(specwright_types::__private::strict(|| {
                specwright_server::__private::request_body::json(bytes)
            })),
        };
        let value = match validation::body(emitter, schema) {
            Some(check) => quote!(let body: #ty = #decoded?; #check Ok(body)),
            None => decoded,
        };
        let function = quote! {
            fn #name(bytes: &[u8]) -> Result<#ty, specwright_server::Problem> {
                #value
            }
        };
        Some((name, function))
    }
}

/// `merge_patch` of `MergePatch`.
fn snake(variant: &str) -> String {
    let mut snake = String::new();
    for letter in variant.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The Rust type of a body.
fn body_type(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, Some(schema)) => {
            emitter.types.of(schema)
        }
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, None) => quote!(serde_json::Value),
        (BodyKind::Text, _) => quote!(String),
        (BodyKind::Sequence(framing), schema) => {
            let value = || schema.map_or_else(|| quote!(serde_json::Value), |schema| emitter.types.of(schema));
            let value = match framing {
                Framing::Lines | Framing::Records | Framing::EventObjects => value(),
                Framing::Events => {
                    let data = value();
                    quote!(specwright_server::Event<#data>)
                }
                Framing::TextEvents => quote!(specwright_server::Event<String>),
            };
            quote!(specwright_server::Received<#value>)
        }
        (BodyKind::Bytes, _) => quote!(specwright_server::Upload),
    }
}

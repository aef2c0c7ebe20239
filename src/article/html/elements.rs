//! What the elements of HTML mean for the text of an article.

/// An element that is remembered until it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Heading,
    Item,
    Cell,
    Caption,
    /// `nav`, `footer`, `aside`: around the article, not of it.
    Furniture,
    Article,
    Main,
    List,
    Table,
    Preformatted,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins and ends a block, and says what the text in it is.
    Container(Element),
    /// Begins and ends a block.
    Block,
    /// `p`: a block that is a paragraph even in a table that lays out a page.
    Paragraph,
    /// A line break.
    Break,
    /// `q`, which a browser shows with quotation marks.
    Quote,
    /// Nobody sees what is in it.
    Hidden,
    /// Part of the line.
    Inline,
}

pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Container(Element::Heading),
        b"li" => Role::Container(Element::Item),
        b"td" | b"th" => Role::Container(Element::Cell),
        b"figcaption" | b"caption" => Role::Container(Element::Caption),
        b"nav" | b"footer" | b"aside" => Role::Container(Element::Furniture),
        b"article" => Role::Container(Element::Article),
        b"main" => Role::Container(Element::Main),
        b"ul" | b"ol" | b"menu" => Role::Container(Element::List),
        b"table" => Role::Container(Element::Table),
        b"pre" => Role::Container(Element::Preformatted),
        b"address" | b"blockquote" | b"body" | b"center" | b"dd" | b"details" | b"dialog" | b"div" | b"dl" | b"dt"
        | b"fieldset" | b"figure" | b"form" | b"head" | b"header" | b"hgroup" | b"hr" | b"html" | b"legend" | b"search"
        | b"section" | b"summary" | b"tbody" | b"tfoot" | b"thead" | b"tr" => Role::Block,
        b"p" => Role::Paragraph,
        b"br" => Role::Break,
        b"q" => Role::Quote,
        b"audio" | b"button" | b"canvas" | b"datalist" | b"del" | b"iframe" | b"map" | b"math" | b"noembed" | b"noframes"
        | b"noscript" | b"object" | b"script" | b"select" | b"style" | b"svg" | b"template" | b"textarea" | b"title"
        | b"video" => Role::Hidden,
        _ => Role::Inline,
    }
}

/// The level of `h1` to `h6`.
pub(super) fn level(name: &[u8]) -> u8 {
    name.get(1).map_or(1, |digit| digit.wrapping_sub(b'0'))
}

/// Elements without an end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

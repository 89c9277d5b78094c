import type { XmlElement, XmlNode } from '@virt/core/config'

const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

/** The child elements of this name. */
export function elements({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children?.filter(isElement).filter((child) => child.name === name) ?? []
}

/** The text of the element at this path of names, without space around it; the first one, where there are several. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  const [name, ...rest] = path
  if (name === undefined)
    return (element.children ?? [])
      .filter((each) => typeof each === 'string')
      .join('')
      .trim()
  const [first] = elements(element, name)
  return first && textAt(first, ...rest)
}

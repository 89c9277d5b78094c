import { featureNames, featuresFromSettings, hasFeature, isOn } from '@virt/xen-common'
import { text } from '../../sxp/index.js'
import { item } from '../items.js'
import type { Part } from '../part.js'

export const features: Part = {
  read: ({ image }) => ({ features: featuresFromSettings((name) => isOn(text(image, name))) }),
  write: ({ config }) =>
    featureNames.flatMap((name) => (hasFeature(config.features, name) ? item(name, 1) : [])),
}

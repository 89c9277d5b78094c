import { featureNames, featureSetting, featuresFromSettings, isOn } from '@virt/xen-common'
import { item, word } from '../items.js'
import type { Part } from '../part.js'

export const features: Part = {
  read: ({ image }) => ({
    features: featuresFromSettings((name) => {
      const setting = word(image, name)
      return setting === undefined ? undefined : isOn(setting)
    }),
  }),
  write: ({ config }) =>
    featureNames.flatMap((name) => {
      const setting = featureSetting(config.features, name)
      return setting === undefined ? [] : item(name, Number(setting))
    }),
}
